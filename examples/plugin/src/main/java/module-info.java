// SPDX-License-Identifier: Apache-2.0
/** An example of a module that joins by itself. */
module dev.darkroom.examples.album {
    requires dev.darkroom;
    requires org.slf4j;
    requires static org.jspecify;

    provides dev.darkroom.plugin.DarkroomPlugin with
            dev.darkroom.examples.album.AlbumPlugin;
}
