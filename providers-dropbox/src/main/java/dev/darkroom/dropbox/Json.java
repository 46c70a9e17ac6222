// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Reads and writes JSON; what can't be read is told apart, and never shown. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The last character that may stand in a header as it is. */
    private static final int LAST_OF_ASCII = 0x7E;

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Writes it for a header: with an escape for all that is not ASCII. */
    static String headerSafe(JsonNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = MAPPER.createGenerator(text)) {
            generator.setHighestNonEscapedChar(LAST_OF_ASCII);
            MAPPER.writeTree(generator, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Reads an object, or returns a missing node if it is none. */
    static JsonNode read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject() ? node : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
