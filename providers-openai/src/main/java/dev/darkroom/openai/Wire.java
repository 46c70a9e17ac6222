// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON as it is sent and as it comes. */
final class Wire {
    /** A large picture in base64 is longer than what the parser allows by itself. */
    private static final int LONGEST_TEXT = 256 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .build();

    private Wire() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Reads an object or an array; nothing else is one of either, whatever a server says that it is. */
    static Optional<JsonNode> read(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readTree(json)).filter(JsonNode::isContainerNode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> read(String json) {
        try {
            return Optional.ofNullable(JSON.readTree(json)).filter(JsonNode::isContainerNode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
