// SPDX-License-Identifier: Apache-2.0
/** What a host or a provider author tests with: contracts of what they can implement, a clock, fakes, pictures. */
module dev.darkroom.testkit {
    requires com.fasterxml.jackson.databind;
    requires java.desktop;
    requires mockwebserver3;
    requires okhttp3;
    requires okio;
    requires org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive dev.darkroom;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;

    exports dev.darkroom.testkit.fake;
    exports dev.darkroom.testkit;
}
