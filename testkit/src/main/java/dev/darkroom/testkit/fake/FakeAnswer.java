// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer that fits a JSON schema, and is always the same. */
final class FakeAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeAnswer() {}

    /** Answers in words where there is no schema. */
    static String to(JsonNode schema) {
        return schema.isObject() ? value("answer", schema).toString() : "A small picture of one colour.";
    }

    private static JsonNode value(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.path("type");
        String kind = type.isArray() ? type.get(0).asText() : type.asText("object");
        return switch (kind) {
            case "string" -> JSON.getNodeFactory().textNode("a " + name);
            case "integer" ->
                JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
            case "number" ->
                JSON.getNodeFactory().numberNode(schema.path("minimum").asDouble(0.5));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "array" -> array(name, schema);
            case "null" -> JSON.nullNode();
            default -> object(schema);
        };
    }

    private static ArrayNode array(String name, JsonNode schema) {
        return JSON.createArrayNode().add(value(name, schema.path("items")));
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            object.set(property.getKey(), value(property.getKey(), property.getValue()));
        }
        return object;
    }
}
