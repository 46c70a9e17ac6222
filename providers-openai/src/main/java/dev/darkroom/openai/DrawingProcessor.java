// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.HttpBody;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.variant.Rendition;
import java.io.IOException;
import java.util.Base64;

/*
 * The call brings bytes, and only after it is known that they were paid for are they looked at and stored: what goes wrong
 * from then on makes no call doubtful.
 */
/** Has a picture drawn, and stores it. */
final class DrawingProcessor implements ImageProcessor<Rendition> {
    private final Drawing drawing;
    private final Original original;
    private final Account account;
    private final Account.Line line;

    /** What a picture is drawn from, if from anything. */
    sealed interface Original permits NoOriginal, PictureOfTheJob {

        /** Returns the name of the operation in the ledger. */
        String operation();

        /** Returns where it is asked for. */
        String path();

        /** Returns the request. */
        Request request(Drawing drawing, String prompt, StepContext context) throws IOException, InterruptedException;
    }

    /**
     * What is asked for.
     *
     * @param body what is sent
     * @param pictureTokens how many tokens the pictures in it have at most
     */
    record Request(HttpBody body, long pictureTokens) {}

    DrawingProcessor(Drawing drawing, Original original, Account account) {
        this.drawing = drawing.checked();
        this.original = original;
        this.account = account;
        this.line = account.pictures(original.operation(), drawing.model());
    }

    @Override
    public Lane lane() {
        return Lane.REMOTE;
    }

    @Override
    public boolean readsPicture() {
        return original instanceof PictureOfTheJob;
    }

    @Override
    public StepOutcome<Rendition> process(StepContext context) throws IOException, InterruptedException {
        Api api = account.reachedBy(context.http());
        Sketch sketch = new Sketch(drawing, original, context);
        PaidCall<byte[]> call = line.call(operation -> draw(api, sketch)).expecting(sketch::prepare);
        return Drawn.of(context.pay(call), drawing).store(context);
    }

    private Paid<byte[]> draw(Api api, Sketch sketch) throws CallFailure, InterruptedException {
        ApiReply reply = api.post(original.path(), drawing.model(), sketch.body(), line.timeout());
        return reply.paid(
                picture(reply), Units.ofPicture(reply.body().path("usage")).map());
    }

    private static byte[] picture(ApiReply reply) throws CallFailure {
        JsonNode base64 = reply.body().path("data").path(0).path("b64_json");
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.asText(""));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // As if there were none.
        }
        throw reply.lacking("a picture");
    }
}
