/** What a host or a provider author tests with: the contract of each interface that they can implement. */
module dev.darkroom.testkit {
    requires transitive dev.darkroom;
    requires org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports dev.darkroom.testkit;
}
