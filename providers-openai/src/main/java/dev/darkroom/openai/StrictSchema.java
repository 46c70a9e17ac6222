// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/*
 * A schema that strict mode refuses costs a call for each picture to be told so, hours after the host was started. So what
 * is known of its rules is checked when the recipe is made.
 */
/** Checks that a JSON schema is one that answers can be held to. */
final class StrictSchema {
    private static final int DEEPEST = 5;

    private final String name;

    private StrictSchema(String name) {
        this.name = name;
    }

    /** Returns the schema, or throws what is wrong with it. */
    static JsonNode checked(String name, String json) {
        JsonNode schema = Wire.read(json)
                .orElseThrow(() -> new IllegalArgumentException("the schema of '" + name + "' is no JSON object"));
        if (!schema.path("type").asText().equals("object")) {
            throw new IllegalArgumentException("the schema of '" + name + "' must be of type object at its top");
        }
        new StrictSchema(name).check(schema, "$", 1);
        return schema;
    }

    private void check(JsonNode schema, String place, int depth) {
        if (isObject(schema.path("type")) || schema.has("properties")) {
            checkObject(schema, place, depth);
        }
        if (schema.has("items")) {
            check(schema.path("items"), place + "[]", depth);
        }
        schema.path("anyOf").forEach(choice -> check(choice, place, depth));
        for (String definitions : Set.of("$defs", "definitions")) {
            schema.path(definitions)
                    .properties()
                    .forEach(one -> check(one.getValue(), place + "." + definitions + "." + one.getKey(), 1));
        }
    }

    private static boolean isObject(JsonNode type) {
        return type.asText().equals("object")
                || type.valueStream().anyMatch(one -> one.asText().equals("object"));
    }

    private void checkObject(JsonNode object, String place, int depth) {
        if (depth > DEEPEST) {
            throw wrong(place, "lies more than " + DEEPEST + " objects deep");
        }
        JsonNode more = object.path("additionalProperties");
        if (!more.isBoolean() || more.asBoolean()) {
            throw wrong(place, "needs \"additionalProperties\": false");
        }
        checkRequired(object, place);
        object.path("properties")
                .properties()
                .forEach(one -> check(one.getValue(), place + "." + one.getKey(), depth + 1));
    }

    private void checkRequired(JsonNode object, String place) {
        Set<String> required = new HashSet<>();
        object.path("required").forEach(property -> required.add(property.asText()));
        Set<String> missing = new TreeSet<>();
        object.path("properties").fieldNames().forEachRemaining(missing::add);
        missing.removeAll(required);
        if (!missing.isEmpty()) {
            throw wrong(place, "must list " + missing + " as required; what may be missing is of type null too");
        }
    }

    private IllegalArgumentException wrong(String place, String what) {
        return new IllegalArgumentException("the schema of '" + name + "' can't be strict: " + place + " " + what);
    }
}
