// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import dev.darkroom.benchmarks.corpus.Attempt.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Decodes all files of a corpus and counts what came of it. */
public final class CorpusCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> FIGURES = List.of(
            Verdict.RIGHT,
            Verdict.REFUSED,
            Verdict.WRONG,
            Verdict.name(End.HANG),
            Verdict.name(End.OUT_OF_MEMORY),
            Verdict.name(End.UNCHECKED),
            Verdict.BOMB,
            Verdict.BY_SIZE_ONLY);

    private final Path corpus;
    private final Path target;
    private final Consumer<String> say;

    /** Checks a corpus; listings and readings of other tools are kept in the target folder. */
    public CorpusCheck(Path corpus, Path target, Consumer<String> say) {
        this.corpus = corpus;
        this.target = target;
        this.say = say;
    }

    /** Decodes every file whose path begins like this, and returns the figures. */
    public Map<String, Integer> run(String prefix) throws IOException, InterruptedException {
        References references = references();
        List<Verdict> verdicts = new ArrayList<>();
        try (Decoder decoder = new Decoder(PATIENCE)) {
            for (Entry entry : entries(prefix)) {
                verdicts.add(Verdict.of(entry, decoder.decode(corpus.resolve(entry.file())), references));
            }
        }
        list(verdicts);
        sayByFormat(verdicts);
        return figures(verdicts);
    }

    private List<Entry> entries(String prefix) throws IOException {
        try (var lines = Files.lines(corpus.resolve("MANIFEST.tsv"))) {
            return lines.skip(1)
                    .map(Entry::of)
                    .filter(entry -> entry.file().startsWith(prefix))
                    .toList();
        }
    }

    private References references() throws IOException, InterruptedException {
        Path file = target.resolve("corpus-references.tsv");
        if (!Files.exists(file)) {
            say.accept("having other tools read the corpus; this takes a few minutes, once");
            Process process = new ProcessBuilder("python3", "references.py", corpus.toString(), file.toString())
                    .inheritIO()
                    .start();
            if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
                throw new IOException("references.py did not end well");
            }
        }
        return References.read(file);
    }

    private void list(List<Verdict> verdicts) throws IOException {
        Path listing = target.resolve("corpus-listing.tsv");
        Files.write(
                listing,
                verdicts.stream()
                        .filter(verdict -> !verdict.words().isEmpty())
                        .map(Verdict::line)
                        .toList());
        say.accept("what was not right, and why: " + listing);
    }

    private void sayByFormat(List<Verdict> verdicts) {
        Map<String, Map<String, Integer>> table = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.entry().mustDecode()) {
                Map<String, Integer> row = table.computeIfAbsent(verdict.entry().format(), format -> new TreeMap<>());
                verdict.counts().forEach(count -> row.merge(count, 1, Integer::sum));
            }
        }
        table.forEach((format, counts) -> say.accept(format + ": " + counts));
    }

    private static Map<String, Integer> figures(List<Verdict> verdicts) {
        Map<String, Integer> figures = new LinkedHashMap<>();
        FIGURES.forEach(name -> figures.put(name, 0));
        for (Verdict verdict : verdicts) {
            verdict.counts().forEach(count -> figures.merge(count, 1, Integer::sum));
        }
        return figures;
    }
}
