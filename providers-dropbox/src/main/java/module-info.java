// SPDX-License-Identifier: Apache-2.0
/** Pictures that lie in Dropbox: a source for them, and a watcher that hands in what is new in a folder. */
module dev.darkroom.dropbox {
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive dev.darkroom;

    exports dev.darkroom.dropbox;

    provides dev.darkroom.plugin.DarkroomPlugin with
            dev.darkroom.dropbox.DropboxPlugin;
}
