// SPDX-License-Identifier: Apache-2.0
/** Guaranteed image processing: the public API, the engine, the local processors and the first sources and storage. */
module dev.darkroom {
    requires com.drew.metadata;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires com.twelvemonkeys.imageio.bmp;
    requires com.twelvemonkeys.imageio.icns;
    requires com.twelvemonkeys.imageio.pcx;
    requires com.twelvemonkeys.imageio.pnm;
    requires com.twelvemonkeys.imageio.sgi;
    requires com.twelvemonkeys.imageio.tiff;
    requires dev.failsafe.core;
    requires java.desktop;
    requires java.management;
    requires okhttp3;
    requires okio;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.darkroom.analysis;
    exports dev.darkroom.codec;
    exports dev.darkroom.cost;
    exports dev.darkroom.cutout;
    exports dev.darkroom.event;
    exports dev.darkroom.fingerprint;
    exports dev.darkroom.http;
    exports dev.darkroom.image;
    exports dev.darkroom.job;
    exports dev.darkroom.limit;
    exports dev.darkroom.metadata;
    exports dev.darkroom.paid;
    exports dev.darkroom.palette;
    exports dev.darkroom.placeholder;
    exports dev.darkroom.plugin;
    exports dev.darkroom.process;
    exports dev.darkroom.quality;
    exports dev.darkroom.recipe;
    exports dev.darkroom.search;
    exports dev.darkroom.source;
    exports dev.darkroom.storage;
    exports dev.darkroom.text;
    exports dev.darkroom.variant;
    exports dev.darkroom;

    uses dev.darkroom.codec.ImageCodec;
    uses dev.darkroom.plugin.DarkroomPlugin;
}
