// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrictSchemaTest {
    @Test
    void anObjectWithoutAnEndIsRefused() {
        refused("{'type':'object','properties':{},'required':[]}", "additionalProperties");
        refused("{'type':'object','properties':{},'required':[],'additionalProperties':true}", "additionalProperties");
    }

    @Test
    void allPropertiesAreRequired() {
        refused(
                "{'type':'object','additionalProperties':false,'required':['a'],"
                        + "'properties':{'a':{'type':'string'},'b':{'type':'string'}}}",
                "must list [b]");
    }

    @Test
    void objectsInsideAreLookedAtToo() {
        String inner = "{'type':['object','null'],'properties':{'x':{'type':'string'}}}";
        refused(object("'list':{'type':'array','items':" + inner + "}", "'list'"), "$.list[]");
        refused(object("'either':{'anyOf':[{'type':'null'}," + inner + "]}", "'either'"), "$.either");
    }

    @Test
    void objectsLieFiveDeepAtMost() {
        String deep = "{'type':'string'}";
        for (int i = 0; i < 6; i++) {
            deep = object("'a':" + deep, "'a'");
        }
        refused(deep, "5 objects deep");
    }

    @Test
    void aSchemaIsAnObject() {
        refused("[1]", "type object");
        refused("{'type':", "no JSON");
        refused("{'type':'string'}", "type object");
    }

    private static String object(String property, String required) {
        return "{'type':'object','additionalProperties':false,'required':[" + required + "],'properties':{" + property
                + "}}";
    }

    private static void refused(String schema, String why) {
        assertThatThrownBy(() -> Question.of("caption", schema.replace('\'', '"'), "What is it?"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'caption'")
                .hasMessageContaining(why);
    }
}
