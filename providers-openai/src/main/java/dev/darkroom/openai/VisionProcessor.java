// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.Variant;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The copy that is sent fits into the square of which the model uses something, and is made in the one decode of the job.
 * A copy cut to the last patch would save an eighth of the bytes, none of the tokens, and cost a second decode.
 */
/** Asks a model about a picture. */
final class VisionProcessor implements ImageProcessor<Analysis> {
    private static final Logger log = LoggerFactory.getLogger(VisionProcessor.class);
    private static final int FAR_OFF = 2;

    private final Question question;
    private final Account account;
    private final Account.Line line;
    private final Variant copy;
    private final AtomicBoolean warned = new AtomicBoolean();

    VisionProcessor(Question question, Account account) {
        this.question = question.checked();
        this.account = account;
        this.line = account.questions(question.model());
        this.copy = question.picture();
    }

    @Override
    public Lane lane() {
        return Lane.REMOTE;
    }

    @Override
    public RenderRequest wants() {
        return RenderRequest.variants(List.of(copy));
    }

    @Override
    public StepOutcome<Analysis> process(StepContext context) throws IOException, InterruptedException {
        String prompt = question.promptFor(context.job());
        EncodedImage picture = context.rendered().of(copy).get(0);
        Optional<Long> tokens = mostTokens(prompt, picture);
        String body = request(prompt, picture);
        PaidCall<Answer> call = line.call(operation -> ask(account.reachedBy(context.http()), body, tokens))
                .repeatable();
        return context.pay(tokens.map(most -> call.expecting(expected(most))).orElse(call))
                .outcome(question);
    }

    private String request(String prompt, EncodedImage picture) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(picture.content().bytes());
        String url = "data:" + picture.format().mimeType() + ";base64," + base64;
        return question.endpoint().request(question, prompt, url).toString();
    }

    private Paid<Answer> ask(Api api, String body, Optional<Long> expected) throws CallFailure, InterruptedException {
        VisionEndpoint endpoint = question.endpoint();
        ApiReply reply = api.post(endpoint.path(), question.model(), body, line.timeout());
        Answer answer = endpoint.answer(question, reply);
        JsonNode usage = reply.body().path("usage");
        expected.ifPresent(most -> compare(most, usage));
        return reply.paid(answer, Units.ofAnswer(usage).map());
    }

    /** Counts the tokens of all that is sent, and rather too many than too few. */
    private Optional<Long> mostTokens(String prompt, EncodedImage picture) {
        return PictureTokens.of(question.model())
                .map(counting -> counting.count(picture.width(), picture.height(), question.detail())
                        + question.mostWords(prompt));
    }

    private Map<String, BigDecimal> expected(long input) {
        return new Units()
                .add(Units.INPUT, input)
                .add(Units.OUTPUT, question.mostTokens())
                .map();
    }

    /** A picture that was taken for text costs twenty times as much, and nobody would notice. */
    private void compare(long expected, JsonNode usage) {
        long used = Math.max(
                usage.path("prompt_tokens").asLong(), usage.path("input_tokens").asLong());
        if (used > FAR_OFF * expected && warned.compareAndSet(false, true)) {
            log.warn("{} used {} tokens where at most {} were expected; this is told once", question, used, expected);
        }
    }
}
