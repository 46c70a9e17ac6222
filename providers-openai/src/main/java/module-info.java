// SPDX-License-Identifier: Apache-2.0
/** Steps that OpenAI works on, or a server that speaks like it. */
module dev.darkroom.openai {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive dev.darkroom;

    exports dev.darkroom.openai;

    provides dev.darkroom.plugin.DarkroomPlugin with
            dev.darkroom.openai.OpenAiPlugin;
}
