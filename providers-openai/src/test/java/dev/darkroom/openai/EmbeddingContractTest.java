// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.recipe.Step;

class EmbeddingContractTest extends OpenAiStepContract {
    @Override
    Step step(OpenAi openai) {
        return openai.embedding();
    }

    @Override
    protected boolean isRepeatable() {
        return true;
    }
}
