// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.job.Job;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/*
 * Two ways to pay. "draw" and "develop" name their operation by the job, so that the provider knows a repeat: whatever
 * dies, they are charged and settled once. "caption" stands for a provider that knows no such thing: a repeat after a
 * crash is charged again, and then the first charge must stand in the ledger as one whose end nobody knows.
 */
/** The recipe of the soak: a local step that stores a file, two paid ones side by side, and one that waits for a ticket. */
final class Photo {
    static final String RECIPE = "photo";
    static final List<String> STEPS = List.of("measure", "draw", "caption", "develop");

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ENDLESS = 1_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String provider;

    private Photo(String provider) {
        this.provider = provider;
    }

    /** What a step found out; it names the picture, so that a result in the wrong place is noticed. */
    record Finding(String imageId, String operation) {}

    /** Returns the recipe, whose steps pay at this address. */
    static Recipe recipe(String provider) {
        Photo photo = new Photo(provider);
        Backoff soon = Backoff.fixed(Duration.ofMillis(200)).retries(ENDLESS);
        return Recipe.named(RECIPE)
                .step(step("measure", Lane.LOCAL, Photo::measure).retry(soon))
                .step(step("draw", Lane.REMOTE, photo::draw).after("measure").retry(soon))
                .step(step("caption", Lane.REMOTE, photo::caption)
                        .after("measure")
                        .retry(soon))
                .step(step("develop", Lane.REMOTE, photo::develop)
                        .after("draw", "caption")
                        .retry(soon));
    }

    private interface Work {
        StepOutcome<Finding> on(StepContext context) throws IOException, InterruptedException;
    }

    private record Processor(Lane lane, Work work) implements ImageProcessor<Finding> {
        @Override
        public StepOutcome<Finding> process(StepContext context) throws IOException, InterruptedException {
            return work.on(context);
        }

        @Override
        public boolean readsPicture() {
            return false;
        }
    }

    private static Step step(String name, Lane lane, Work work) {
        return Step.of(name, new Processor(lane, work));
    }

    /** Returns what is stored for a picture. */
    static byte[] thumbnail(String imageId) {
        return ("a small picture of " + imageId).repeat(20).getBytes(StandardCharsets.UTF_8);
    }

    private static String imageId(Job job) {
        return job.imageId().orElseThrow();
    }

    private static StepOutcome<Finding> measure(StepContext context) throws IOException {
        String imageId = imageId(context.job());
        context.storeRendition("thumbnail", "jpg", ImageContent.of(thumbnail(imageId)));
        return StepOutcome.done(new Finding(imageId, ""));
    }

    private StepOutcome<Finding> draw(StepContext context) throws IOException, InterruptedException {
        Usage intent = intend(context, context.step() + "-" + context.job().id());
        Usage settled = pay(intent, "");
        return new StepOutcome.Succeeded<>(new Finding(imageId(context.job()), intent.operation()), List.of(settled));
    }

    private StepOutcome<Finding> caption(StepContext context) throws InterruptedException {
        Usage intent = intend(context, context.step() + "-" + UUID.randomUUID());
        try {
            Usage settled = pay(intent, "");
            return new StepOutcome.Succeeded<>(
                    new Finding(imageId(context.job()), intent.operation()), List.of(settled));
        } catch (IOException e) {
            return new StepOutcome.Failed<>("may have been billed: " + e, true, null, List.of(intent.unsettled()));
        }
    }

    private StepOutcome<Finding> develop(StepContext context) throws IOException, InterruptedException {
        String operation = context.step() + "-" + context.job().id();
        if (context.ticket().isEmpty()) {
            String ticket = "ticket-" + context.job().id();
            Usage settled = pay(intend(context, operation), ticket);
            return new StepOutcome.Waiting<>(ticket, POLL, List.of(settled));
        }
        boolean ready =
                Boolean.parseBoolean(post("/ask?ticket=" + context.ticket().get()));
        return ready
                ? StepOutcome.done(new Finding(imageId(context.job()), operation))
                : StepOutcome.waiting(context.ticket().get(), POLL);
    }

    private static Usage intend(StepContext context, String operation) throws InterruptedException {
        Usage intent = Usage.intent(
                operation,
                context.clock().instant(),
                new Usage.Purpose(
                        context.job().id().value(), context.job().recipe(), context.step(), context.tryNumber(), null),
                new Usage.Service("soak", "stub", context.step()));
        context.intend(intent);
        return intent;
    }

    private Usage pay(Usage intent, String ticket) throws IOException, InterruptedException {
        String amount = post("/pay?operation=" + intent.operation() + "&ticket=" + ticket + "&job="
                + intent.purpose().job() + "&step=" + intent.purpose().step());
        return intent.settled(Map.of(), Charge.reported(Money.usd(amount)));
    }

    /** Posts rather than gets, since a request that is known to change nothing would be repeated behind our back. */
    private String post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider + path))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
