// SPDX-License-Identifier: Apache-2.0
/** Guaranteed image processing: the public API, the engine, the local processors and the first sources and storage. */
module dev.darkroom {
    requires com.drew.metadata;
    requires com.fasterxml.jackson.databind;
    requires java.desktop;
    requires net.coobird.thumbnailator;
    requires okhttp3;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.darkroom.codec;
    exports dev.darkroom.image;
    exports dev.darkroom.metadata;
    exports dev.darkroom.palette;
    exports dev.darkroom.source;
    exports dev.darkroom.storage;
}
