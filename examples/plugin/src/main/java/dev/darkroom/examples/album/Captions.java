// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.album;

import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpBody;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpReply;
import dev.darkroom.image.ImageContent;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Guard;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** A provider of a host's own: a service that takes a picture, answers with a caption, and says what that cost. */
record Captions(String url, String key) implements ImageProcessor<String> {
    private static final Usage.Service SERVICE = new Usage.Service("captions", "captions-1", "caption");
    private static final Map<String, BigDecimal> ONE_IMAGE = Map.of("images", BigDecimal.ONE);

    @Override
    public Lane lane() {
        return Lane.REMOTE;
    }

    @Override
    public StepOutcome<String> process(StepContext context) throws IOException, InterruptedException {
        ImageContent picture = context.source();
        return StepOutcome.done(
                context.pay(PaidCall.of(SERVICE, Guard.named("captions"), operation -> ask(context.http(), picture))));
    }

    private Paid<String> ask(GuardedHttp http, ImageContent picture) throws CallFailure, InterruptedException {
        try {
            HttpReply reply = http.send(HttpCall.post(url)
                            .header("Authorization", "Bearer " + key)
                            .body(HttpBody.of("application/octet-stream", picture)))
                    .requireSuccess();
            String cost = reply.header("X-Cost-Usd")
                    .orElseThrow(() -> new CallFailure.MaybeBilled("the reply doesn't say what it cost"));
            return Paid.of(reply.text(), ONE_IMAGE).costing(Money.usd(cost));
        } catch (HttpFailure e) {
            throw CallFailure.of(e);
        }
    }

    @Override
    public String toString() {
        return "captions by " + url;
    }
}
