// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.album;

import dev.darkroom.image.Variant;
import dev.darkroom.plugin.Contributions;
import dev.darkroom.plugin.DarkroomPlugin;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.variant.Variants;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds a source and a recipe, both named {@code album}, when {@code ALBUM_FOLDER} says where the album is. */
public final class AlbumPlugin implements DarkroomPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(AlbumPlugin.class);
    private static final String FOLDER = "ALBUM_FOLDER";

    @Override
    public String name() {
        return AlbumSource.NAME;
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions
                .setting(FOLDER)
                .ifPresentOrElse(
                        folder -> contribute(contributions, Path.of(folder)),
                        () -> LOG.info("no album: {} is not set", FOLDER));
    }

    private static void contribute(Contributions contributions, Path folder) {
        contributions.source(new AlbumSource(folder));
        contributions.recipe(Recipe.named(AlbumSource.NAME).step(Variants.of(Variant.square("thumbnail", 200))));
    }
}
