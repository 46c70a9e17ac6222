// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.recipe.Step;

class EditContractTest extends OpenAiStepContract {
    @Override
    Step step(OpenAi openai) {
        return openai.edit(Drawing.of("a cat"));
    }

    @Override
    protected boolean isRepeatable() {
        return false;
    }
}
