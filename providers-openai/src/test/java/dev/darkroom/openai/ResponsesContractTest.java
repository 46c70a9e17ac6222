// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.recipe.Step;

class ResponsesContractTest extends OpenAiStepContract {
    @Override
    Step step(OpenAi openai) {
        return openai.vision(
                Question.of("caption", FaultsTest.SCHEMA, "What is it?").responses());
    }

    @Override
    protected boolean isRepeatable() {
        return true;
    }
}
