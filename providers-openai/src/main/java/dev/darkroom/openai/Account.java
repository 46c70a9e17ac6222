// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.paid.Guard;
import dev.darkroom.paid.PaidCall;
import java.time.Duration;

/*
 * Pictures have a guard of their own: they take minutes, and would fill the places of calls that take a second.
 */
/** What all steps of one account share: how it is reached, and within which limits. */
final class Account {
    private static final Duration TIME_FOR_LITTLE = Duration.ofMinutes(1);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(170);
    private static final Duration TIME_TO_DRAW = Duration.ofSeconds(290);

    /** The guard's time is a little longer, since the client tells better what became of a request. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** Batches have a pool of their own at the provider, and are few. */
    private static final int BATCHES_PER_MINUTE = 20;

    private final OpenAiSettings settings;

    Account(OpenAiSettings settings) {
        this.settings = settings;
    }

    Api reachedBy(GuardedHttp http) {
        return new Api(settings, http);
    }

    /** What a call is, to the stack around it, and how long its request may take. */
    record Line(Usage.Service service, Guard guard, LimitRule rule, Duration timeout) {

        <R> PaidCall<R> call(PaidCall.Sender<R> sender) {
            return PaidCall.of(service, guard, sender).limitedBy(rule);
        }
    }

    Line embeddings(String model) {
        LimitRule rule = rule("embedding", settings.embeddingsPerMinute());
        return new Line(service(model, "embedding"), talking(), rule, within(TIME_FOR_LITTLE));
    }

    Line questions(String model) {
        LimitRule rule = rule("vision", settings.questionsPerMinute());
        return new Line(service(model, "vision"), talking(), rule, within(TIME_TO_ANSWER));
    }

    Line pictures(String operation, String model) {
        LimitRule rule = rule("pictures", settings.picturesPerMinute());
        return new Line(service(model, operation), drawing(), rule, within(TIME_TO_DRAW));
    }

    Line batches(String operation, String model) {
        return new Line(
                service(model, operation), talking(), rule("batches", BATCHES_PER_MINUTE), within(TIME_FOR_LITTLE));
    }

    private Usage.Service service(String model, String operation) {
        return new Usage.Service(settings.name(), model, operation);
    }

    private Guard talking() {
        return Guard.named(settings.name()).timeout(within(TIME_TO_ANSWER).plus(SLACK));
    }

    private Guard drawing() {
        return Guard.named(settings.name() + " pictures")
                .timeout(within(TIME_TO_DRAW).plus(SLACK));
    }

    private LimitRule rule(String what, int perMinute) {
        return LimitRule.perMinute(settings.name() + "/" + what, perMinute);
    }

    private Duration within(Duration usual) {
        return settings.timeout().orElse(usual);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
