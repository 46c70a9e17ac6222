// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.PaidStepContract;
import dev.darkroom.testkit.fake.FakeOpenAi;
import dev.darkroom.testkit.fake.FakeServer;
import java.time.Duration;
import java.time.InstantSource;

/** The contract of a step that OpenAI works on. */
abstract class OpenAiStepContract extends PaidStepContract {
    /** Makes the step. */
    abstract Step step(OpenAi openai);

    @Override
    protected FakeServer startServer(InstantSource clock) {
        return FakeOpenAi.start(Service.KEY, clock);
    }

    @Override
    protected Step step(FakeServer server) {
        return step(OpenAi.with(
                OpenAiSettings.key(Service.KEY).baseUrl(server.url() + "/v1").timeout(Duration.ofSeconds(1))));
    }
}
