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
    static final Duration LITTLE_TIME = Duration.ofMinutes(1);
    private static final int BATCHES_PER_MINUTE = 20;
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(170);
    private static final Duration TIME_TO_DRAW = Duration.ofSeconds(290);

    /** The guard's time is a little longer, since the client tells better what became of a request. */
    private static final Duration SLACK = Duration.ofSeconds(10);

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
        return line("embedding", model, settings.embeddingsPerMinute(), settings.name(), LITTLE_TIME);
    }

    Line questions(String model) {
        return line("vision", model, settings.questionsPerMinute(), settings.name(), TIME_TO_ANSWER);
    }

    Line pictures(String operation, String model) {
        String guard = settings.name() + " pictures";
        return line(operation, model, settings.picturesPerMinute(), guard, TIME_TO_DRAW);
    }

    /** Batches have a pool of their own, and are few. */
    Line batches(String operation, String model) {
        return line(operation, model, BATCHES_PER_MINUTE, settings.name(), LITTLE_TIME);
    }

    private Line line(String operation, String model, int perMinute, String guard, Duration usual) {
        boolean pictures = usual.equals(TIME_TO_DRAW);
        Duration longest = pictures ? TIME_TO_DRAW : TIME_TO_ANSWER;
        Duration most = settings.timeout().orElse(longest).plus(SLACK);
        String limit = settings.name() + "/" + (pictures ? "pictures" : operation);
        return new Line(
                new Usage.Service(settings.name(), model, operation),
                Guard.named(guard).timeout(most),
                LimitRule.perMinute(limit, perMinute),
                settings.timeout().orElse(usual));
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
