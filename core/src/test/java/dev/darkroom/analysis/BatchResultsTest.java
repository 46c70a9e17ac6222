// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageContent;
import dev.darkroom.job.StepResult;
import dev.darkroom.search.Embedding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchResultsTest {
    @Test
    void aFileIsReadLineByLineAsItWasWritten() throws Exception {
        Embedding one = Embedding.of("m", new float[] {1, 0});
        Embedding other = Embedding.of("m", new float[] {0, 1});
        String text = BatchResults.Line.of("a\n\"b\"", one).text() + "\n"
                + BatchResults.Line.of("ä", other).text() + "\n";
        Map<String, Embedding> read = new LinkedHashMap<>();

        BatchResults.read(ImageContent.of(text.getBytes(StandardCharsets.UTF_8)), Embedding.class, read::put);

        assertThat(read).containsExactly(Map.entry("a\n\"b\"", one), Map.entry("ä", other));
    }

    @Test
    void isKeptAsTheResultOfAStep() {
        BatchResults results = new BatchResults("bulk/1.jsonl", 2, Map.of("c", "answered 400"));

        assertThat(StepResult.of(results).as(BatchResults.class)).isEqualTo(results);
    }
}
