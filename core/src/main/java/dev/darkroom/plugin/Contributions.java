// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.plugin;

import dev.darkroom.event.JobListener;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.search.TextEmbedder;
import dev.darkroom.source.ImageSource;
import java.util.Optional;

/**
 * What a {@link DarkroomPlugin} may ask of a Darkroom that is being built, and add to it. What the host itself sets wins
 * over what a plugin adds under the same name.
 */
public interface Contributions {

    /** Returns a setting by the name of its environment variable; blank counts as not set. */
    Optional<String> setting(String name);

    /** Returns the client for calls to services, which the Darkroom closes unless it is the host's. */
    GuardedHttp http();

    /** Adds a source. */
    void source(ImageSource source);

    /** Adds a recipe. */
    void recipe(Recipe recipe);

    /** Adds a listener. */
    void listener(JobListener listener);

    /** Adds what makes vectors of texts for searches. */
    void embedder(TextEmbedder embedder);
}
