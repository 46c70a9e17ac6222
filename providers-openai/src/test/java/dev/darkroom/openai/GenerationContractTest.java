// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.recipe.Step;

class GenerationContractTest extends OpenAiStepContract {
    @Override
    Step step(OpenAi openai) {
        return openai.generation(Drawing.of("a cat"));
    }

    @Override
    protected boolean isRepeatable() {
        return false;
    }
}
