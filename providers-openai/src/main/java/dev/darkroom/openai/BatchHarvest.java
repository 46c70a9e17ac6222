// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.BatchResults;
import dev.darkroom.image.ImageContent;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.process.StepContext;
import dev.darkroom.storage.StoredFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/*
 * Results come in any order and in two files, and one that is well for the batch may be a refusal inside; so each is looked
 * at for itself, under its id. All of it may be longer than memory.
 */
/** Brings in what a batch has done: a file of results, and why the others have none. */
final class BatchHarvest {
    private static final long LONGEST_FILE = 2L << 30;
    private static final Duration TIME = Duration.ofMinutes(4);
    private static final String ROLE = "batch";

    private final BatchWork work;
    private final Api api;
    private final Batch batch;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private final Units used = new Units();

    BatchHarvest(BatchWork work, Api api, Batch batch) {
        this.work = work;
        this.api = api;
        this.batch = batch;
    }

    BatchResults bringIn(StepContext context) throws IOException, InterruptedException {
        asked.addAll(work.requests(context.job()).keySet());
        try (ImageContent results = ImageContent.temporary(written())) {
            asked.stream().filter(id -> !done.contains(id)).forEach(id -> failed.putIfAbsent(id, "nothing came of it"));
            StoredFile file = context.storeRendition(ROLE, "jsonl", results);
            batch.operation().ifPresent(operation -> context.settle(operation, used.map()));
            return new BatchResults(file.key().value(), done.size(), failed);
        }
    }

    private Path written() throws IOException, InterruptedException {
        Path file = Files.createTempFile("darkroom-batch", ".jsonl");
        boolean whole = false;
        try (BufferedWriter results = Files.newBufferedWriter(file)) {
            read(batch.output(), results);
            read(batch.errors(), results);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    private void read(Optional<String> name, BufferedWriter results) throws IOException, InterruptedException {
        if (name.isEmpty()) {
            return;
        }
        try (ImageContent content = api.download("/files/" + name.get() + "/content", LONGEST_FILE, TIME);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Optional<JsonNode> line = Wire.read(text);
                if (line.isPresent()
                        && asked.contains(line.get().path("custom_id").asText())) {
                    take(line.get(), results);
                }
            }
        }
    }

    private void take(JsonNode line, BufferedWriter results) throws IOException {
        String id = line.path("custom_id").asText();
        JsonNode response = line.path("response");
        ApiReply reply = new ApiReply(response.path("body"), "", Optional.empty());
        if (response.path("status_code").asInt() != 200) {
            failed.put(id, refusal(line, response));
            return;
        }
        work.used(reply).map().forEach((unit, amount) -> used.add(unit, amount.longValue()));
        try {
            Object result = work.result(reply);
            if (done.add(id)) {
                results.write(BatchResults.Line.of(id, result).text());
                results.newLine();
            }
        } catch (CallFailure e) {
            failed.put(id, String.valueOf(e.getMessage()));
        }
    }

    private static String refusal(JsonNode line, JsonNode response) {
        if (response.isObject()) {
            ErrorBody error = ErrorBody.of(response.path("body").path("error"));
            return "answered " + response.path("status_code").asInt() + error.words();
        }
        return "was not done" + ErrorBody.of(line.path("error")).words();
    }
}
