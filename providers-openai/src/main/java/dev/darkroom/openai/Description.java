// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.job.Job;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.metadata.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * The text must come out the same whenever the same is known, since texts are compared by their vectors: results are taken
 * by the names of their steps, and a sentence that was said twice counts once. It is cut far below what a model takes,
 * counted in bytes, of which no model makes more tokens than there are.
 */
/** All that is said about a picture, one thing to a line. */
final class Description {
    private static final int LONGEST = 8_000;
    private static final Set<String> TELLING = Set.of("caption", "title", "description", "alt", "keywords", "tags");
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
    private static final Pattern CAMERA_NAME = Pattern.compile(
            "(?i)(img|image|dsc|dscn|dscf|pxl|mvi|photo|picture|screenshot|scan|unnamed|untitled|whatsapp|wa|file|download)");

    private final Set<String> lines = new LinkedHashSet<>();

    private Description() {}

    static String of(Job job) {
        Description description = new Description();
        description.addResults(job);
        description.addContext(job.submission().context());
        description.addFileName(job.image().location());
        return cut(String.join("\n", description.lines));
    }

    private void addResults(Job job) {
        job.steps().values().stream()
                .sorted((one, other) -> one.step().compareTo(other.step()))
                .map(StepRecord::result)
                .flatMap(result -> result.stream())
                .forEach(this::addResult);
    }

    private void addResult(StepResult result) {
        if (result.is(Analysis.class)) {
            Wire.read(result.as(Analysis.class).json()).ifPresent(answer -> addFields("", answer));
        } else if (result.is(String.class)) {
            add(result.as(String.class));
        } else if (result.is(Metadata.Facts.class)) {
            addFacts(result.as(Metadata.Facts.class));
        }
    }

    /** A caption or a description stands for itself; anything else says what it is. */
    private void addFields(String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(field -> addFields(field.getKey(), field.getValue()));
        } else if (value.isArray() && !isPlain(value)) {
            value.forEach(element -> addFields(name, element));
        } else if (!value.isNull()) {
            String text = value.isArray() ? joined(value) : value.asText();
            add(name.equals("caption") || name.equals("description") ? text : named(name, text));
        }
    }

    private static boolean isPlain(JsonNode array) {
        return array.valueStream().noneMatch(JsonNode::isContainerNode);
    }

    private static String joined(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private void addFacts(Metadata.Facts facts) {
        Metadata.Credits credits = facts.credits();
        if (credits != null) {
            add(credits.title());
            add(credits.description());
            add(named("keywords", String.join(", ", credits.keywords())));
        }
        if (facts.taken() != null) {
            add(named("taken", facts.taken().time().toLocalDate().toString()));
        }
        if (facts.camera() != null) {
            add(named("camera", words(facts.camera().make(), facts.camera().model())));
        }
    }

    private static String words(@Nullable String... words) {
        return Stream.of(words).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    private void addContext(Map<String, String> context) {
        TELLING.stream().sorted().forEach(name -> {
            String value = context.getOrDefault(name, "");
            boolean list = name.equals("keywords") || name.equals("tags");
            add(list ? named(name, value) : value);
        });
    }

    /** A name that a camera gave says nothing. */
    private void addFileName(String location) {
        String path = location.split("[?#]", 2)[0];
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        List<String> words =
                new ArrayList<>(List.of(ENDING.matcher(name).replaceFirst("").split("[^\\p{L}\\p{N}]+")));
        words.removeIf(word ->
                !WORD.matcher(word).matches() || CAMERA_NAME.matcher(word).matches());
        if (!words.isEmpty()) {
            add(named("file", String.join(" ", words)));
        }
    }

    private static String named(String name, String value) {
        return value.isBlank() ? "" : name + ": " + value.strip();
    }

    private void add(@Nullable String line) {
        if (line != null && !line.isBlank()) {
            lines.add(line.strip());
        }
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return text;
        }
        int end = LONGEST;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
