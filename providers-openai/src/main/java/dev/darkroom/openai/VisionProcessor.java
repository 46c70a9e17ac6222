// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.Variant;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.util.List;
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
    public StepOutcome<Analysis> process(StepContext context) throws CallFailure, InterruptedException {
        Asking asking = new Asking(question, copy, context);
        Api api = account.reachedBy(context.http());
        PaidCall<Answer> call = line.call(operation -> ask(api, asking))
                .expecting(asking::prepare)
                .repeatable();
        return context.pay(call).outcome(question);
    }

    private Paid<Answer> ask(Api api, Asking asking) throws CallFailure, InterruptedException {
        VisionEndpoint endpoint = question.endpoint();
        ApiReply reply = api.post(endpoint.path(), question.model(), asking.body(), line.timeout());
        Answer answer = endpoint.answer(question, reply);
        JsonNode usage = reply.body().path("usage");
        asking.mostInput().ifPresent(most -> compare(most, usage));
        return reply.paid(answer, Units.ofAnswer(usage).map());
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
