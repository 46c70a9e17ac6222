// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import dev.darkroom.plugin.Contributions;
import dev.darkroom.plugin.DarkroomPlugin;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the source {@code dropbox}, whose locations are a path ({@code /Photos/cat.jpg}), an id ({@code id:…}) or a
 * revision ({@code rev:…}).
 *
 * <p>It needs {@code DROPBOX_ACCESS_TOKEN}, or {@code DROPBOX_REFRESH_TOKEN} and {@code DROPBOX_APP_KEY}; see
 * {@link DropboxSettings#from} for the rest.
 */
public final class DropboxPlugin implements DarkroomPlugin {
    private static final Logger log = LoggerFactory.getLogger(DropboxPlugin.class);

    private final Optional<DropboxSettings> byHand;

    /** Reads its settings from those of the Darkroom: for the service loader. */
    public DropboxPlugin() {
        this.byHand = Optional.empty();
    }

    /** Has settings of its own: to be added by hand. */
    public DropboxPlugin(DropboxSettings settings) {
        this.byHand = Optional.of(settings);
    }

    @Override
    public String name() {
        return DropboxSource.NAME;
    }

    @Override
    public void contribute(Contributions contributions) {
        byHand.or(() -> DropboxSettings.read(contributions::setting))
                .ifPresentOrElse(
                        settings -> contributions.source(new DropboxSource(
                                new DropboxApi(contributions.http(), settings, InstantSource.system()))),
                        () -> log.info("no Dropbox: {}", DropboxSettings.WHAT_IS_NEEDED));
    }
}
