// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.storage.StorageKey;
import dev.darkroom.storage.StoredFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that hold more than one value: context, files and units. */
final class Json {
    private static final String NO_CONTEXT = "{}";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, BigDecimal>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<List<FileRow>> FILES = new TypeReference<>() {};

    private Json() {}

    /** A file as it is written; the names are read by SQL too. */
    private record FileRow(String key, long size, String sha256) {}

    static String ofContext(Map<String, String> context) {
        return context.isEmpty() ? NO_CONTEXT : write(context);
    }

    static Map<String, String> context(String json) {
        return json.equals(NO_CONTEXT) ? Map.of() : read(json, TEXTS);
    }

    static String ofUnits(Map<String, BigDecimal> units) {
        Map<String, String> plain = new LinkedHashMap<>();
        units.forEach((unit, number) -> plain.put(unit, number.toString()));
        return write(plain);
    }

    static Map<String, BigDecimal> units(String json) {
        return read(json, NUMBERS);
    }

    /** Returns null where there is nothing to write: most steps have no files. */
    static @Nullable String ofFiles(List<StoredFile> files) {
        if (files.isEmpty()) {
            return null;
        }
        List<FileRow> rows = new ArrayList<>(files.size());
        for (StoredFile file : files) {
            rows.add(new FileRow(file.key().toString(), file.size(), file.sha256()));
        }
        return write(rows);
    }

    static List<StoredFile> files(@Nullable String json) {
        return json == null
                ? List.of()
                : read(json, FILES).stream()
                        .map(row -> new StoredFile(StorageKey.of(row.key()), row.size(), row.sha256()))
                        .toList();
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column holds no such JSON: " + e.getOriginalMessage(), e);
        }
    }
}
