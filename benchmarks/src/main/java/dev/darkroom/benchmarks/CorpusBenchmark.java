// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.benchmarks.corpus.CorpusCheck;
import java.nio.file.Path;
import java.util.Map;

/** How many pictures the engine gets right, of a corpus of ordinary, odd, broken and hostile ones. */
final class CorpusBenchmark implements NamedBenchmark {
    private static final Map<String, String> GOALS = Map.of("must_decode_right", "at least 930 of 948");

    @Override
    public String name() {
        return "corpus";
    }

    @Override
    public String purpose() {
        return "Decodes every file of a corpus and holds it against other tools' readings; --corpus DIR --only=PREFIX";
    }

    @Override
    public void run(Options options, Report report) throws Exception {
        String corpus = options.value("corpus", "");
        String only = options.value("only", "");
        options.refuseUnknown();
        if (corpus.isEmpty()) {
            throw new IllegalArgumentException("--corpus DIR is needed: a folder with a MANIFEST.tsv");
        }
        new CorpusCheck(Path.of(corpus), Path.of("target"), report::say)
                .run(only)
                .forEach((name, value) -> report.figure(name, new double[] {value}, goal(name)));
    }

    private static String goal(String figure) {
        return figure.startsWith("must") || figure.startsWith("right") ? GOALS.getOrDefault(figure, "") : "0";
    }
}
