// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.album;

import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.PaidStepContract;
import dev.darkroom.testkit.fake.FakeReply;
import dev.darkroom.testkit.fake.FakeRequest;
import dev.darkroom.testkit.fake.FakeServer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

class CaptionsTest extends PaidStepContract {
    private static final class FakeCaptions extends FakeServer {
        FakeCaptions(InstantSource clock) {
            super(clock);
        }

        @Override
        protected FakeReply answer(FakeRequest request) {
            return FakeReply.of(200, "text/plain", "a red bicycle".getBytes(StandardCharsets.UTF_8))
                    .header("x-cost-usd", "0.002")
                    .billing(Map.of("images", BigDecimal.ONE));
        }

        @Override
        protected FakeReply refusal(int status, boolean withWait) {
            FakeReply reply = FakeReply.json(status, "{}");
            return withWait ? reply.header("retry-after", "7") : reply;
        }
    }

    @Override
    protected FakeServer startServer(InstantSource clock) {
        return new FakeCaptions(clock);
    }

    @Override
    protected Step step(FakeServer server) {
        return Step.of("captions", new Captions(server.url() + "/captions", "secret"));
    }

    @Override
    protected boolean isRepeatable() {
        return false;
    }
}
