// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.plugin.Contributions;
import dev.darkroom.plugin.DarkroomPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people search by words, once {@code OPENAI_API_KEY} is set. Steps are not its matter: a recipe names them, by {@link
 * OpenAi}.
 */
public final class OpenAiPlugin implements DarkroomPlugin {
    private static final Logger log = LoggerFactory.getLogger(OpenAiPlugin.class);

    /** Made by the {@code ServiceLoader}, or by hand. */
    public OpenAiPlugin() {}

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public void contribute(Contributions contributions) {
        OpenAiSettings.from(contributions::setting)
                .ifPresentOrElse(
                        settings -> contributions.embedder(OpenAi.with(settings).embedder(TextEmbedding.small())),
                        () -> log.info("no OpenAI: OPENAI_API_KEY is not set"));
    }
}
