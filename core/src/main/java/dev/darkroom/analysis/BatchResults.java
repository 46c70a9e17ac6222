// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.analysis;

import dev.darkroom.image.ImageContent;
import dev.darkroom.job.StepResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What came of many things that were asked for at once: the results lie in a file, since there may be very many.
 *
 * <pre>{@code
 * BatchResults batch = job.result(BatchResults.class);
 * ImageContent file = storage.get(StorageKey.of(batch.key()));
 * BatchResults.read(file, Embedding.class, (id, embedding) -> index.add(id, embedding));
 * }</pre>
 *
 * @param key where the storage has the file, in which each line is a {@link Line}
 * @param done how many results there are
 * @param failed why there is none for the others, by id
 */
public record BatchResults(String key, int done, Map<String, String> failed) {

    /** Copies the map. */
    public BatchResults {
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }

    /**
     * A line of the file.
     *
     * @param id what the host calls it
     * @param type the Java type of the result
     * @param json the result
     */
    public record Line(String id, String type, String json) {

        /** Makes a line of a result. */
        public static Line of(String id, Object result) {
            StepResult kept = StepResult.of(result);
            return new Line(id, kept.type(), kept.json());
        }

        /** Writes it as it stands in the file. */
        public String text() {
            return StepResult.of(this).json();
        }
    }

    /** Reads the results from the file, one after the other, so that there may be more than fit into memory. */
    public static <R> void read(ImageContent file, Class<R> type, BiConsumer<String, R> to) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Line line = new StepResult(Line.class.getName(), text).as(Line.class);
                to.accept(line.id(), new StepResult(line.type(), line.json()).as(type));
            }
        }
    }
}
