// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.http.HttpBody;
import dev.darkroom.process.StepContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A drawing that is asked for, and not made ready before it is the call's turn. Used by one thread. */
final class Sketch {
    private final Drawing drawing;
    private final DrawingProcessor.Original original;
    private final StepContext context;

    private HttpBody body = HttpBody.json("{}");

    Sketch(Drawing drawing, DrawingProcessor.Original original, StepContext context) {
        this.drawing = drawing;
        this.original = original;
        this.context = context;
    }

    /** Makes the request, and returns what it uses at most; nothing if that can't be known of the model. */
    Map<String, BigDecimal> prepare() throws IOException, InterruptedException {
        String prompt = drawing.promptFor(context.job());
        DrawingProcessor.Request request = original.request(drawing, prompt, context);
        body = request.body();
        return drawing.size()
                .tokens(drawing.model(), drawing.quality())
                .map(tokens -> new Units()
                        .add(Units.INPUT, prompt.getBytes(StandardCharsets.UTF_8).length)
                        .add(Units.IMAGE_INPUT, request.pictureTokens())
                        .add(Units.IMAGE_OUTPUT, tokens)
                        .map())
                .orElse(Map.of());
    }

    /** Returns the request. */
    HttpBody body() {
        return body;
    }
}
