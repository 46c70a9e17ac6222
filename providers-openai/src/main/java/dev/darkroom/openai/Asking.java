// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.image.Variant;
import dev.darkroom.process.StepContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalLong;

/** A question about one picture, which is not looked at before it is the call's turn. Used by one thread. */
final class Asking {
    private final Question question;
    private final Variant copy;
    private final StepContext context;

    private String body = "";
    private OptionalLong mostInput = OptionalLong.empty();

    Asking(Question question, Variant copy, StepContext context) {
        this.question = question;
        this.copy = copy;
        this.context = context;
    }

    /** Makes the request, and returns what it uses at most; nothing if that can't be known of the model. */
    Map<String, BigDecimal> prepare() throws IOException, InterruptedException {
        String prompt = question.promptFor(context.job());
        EncodedImage picture = context.rendered().of(copy).get(0);
        body = request(prompt, picture);
        mostInput = mostTokens(prompt, picture);
        return mostInput.isEmpty() ? Map.of() : used(mostInput.getAsLong());
    }

    private String request(String prompt, EncodedImage picture) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(picture.content().bytes());
        String url = "data:" + picture.format().mimeType() + ";base64," + base64;
        return question.endpoint().request(question, prompt, url).toString();
    }

    /** Counts the tokens of all that is sent, and rather too many than too few. */
    private OptionalLong mostTokens(String prompt, EncodedImage picture) {
        return PictureTokens.of(question.model())
                .map(counting -> counting.count(picture.width(), picture.height(), question.detail())
                        + question.mostWords(prompt))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private Map<String, BigDecimal> used(long input) {
        return new Units()
                .add(Units.INPUT, input)
                .add(Units.OUTPUT, question.mostTokens())
                .map();
    }

    /** Returns the request. */
    String body() {
        return body;
    }

    /** Returns how many tokens it has at most. */
    OptionalLong mostInput() {
        return mostInput;
    }
}
