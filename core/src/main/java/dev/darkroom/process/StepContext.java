// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.process;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.job.Job;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What a step has at hand while it works on one image. */
public interface StepContext {

    /** Returns the job, with the results of the steps that are done. */
    Job job();

    /** Returns the name of the step. */
    String step();

    /** Returns which try this is, from 1. */
    int tryNumber();

    /** Returns what this step left with a provider when it last {@linkplain StepOutcome.Waiting waited}. */
    Optional<String> ticket();

    /** Returns the picture's bytes; they are fetched once for all steps of a run, and closed after it. */
    ImageContent source() throws IOException, InterruptedException;

    /** Returns what the picture's header tells; it is read once for all steps of a run. */
    ImageInfo info() throws IOException, InterruptedException;

    /**
     * Returns what {@link ImageProcessor#wants()} asked for, and perhaps more that other steps want: the picture is
     * decoded once for all steps of a run.
     */
    Rendered rendered() throws IOException, InterruptedException;

    /**
     * Returns the small copy that {@link ImageProcessor#wants()} asked for, made smaller where another step has asked for a
     * larger one.
     *
     * @param side how long its longest side is at most
     */
    default Pixels sample(int side) throws IOException, InterruptedException {
        return rendered()
                .sample()
                .orElseThrow(() -> new IllegalStateException("the engine gave no sample though one was asked for"))
                .atMost(side);
    }

    /**
     * Makes something of the picture that nobody could ask for beforehand, because it hangs on what the picture is; this
     * decodes it once more.
     */
    Rendered render(RenderRequest request) throws IOException, InterruptedException;

    /** Stores an original where the host wants originals; the file is recorded with this step. */
    StoredFile storeOriginal(String extension, ImageContent content) throws IOException;

    /**
     * Stores something made from the picture where the host wants renditions; the file is recorded with this step.
     *
     * @param role what it is, such as the name of a variant; storing the same role again replaces it
     */
    StoredFile storeRendition(String role, String extension, ImageContent content) throws IOException;

    /** Tells listeners how far this step has come, from 0 to 1, with a word about it. */
    void progress(double fraction, String note);

    /** Writes down a paid call before it is sent; it is durable when this returns. */
    void intend(Usage intent) throws InterruptedException;

    /**
     * Makes a call that costs money: within its limits and the budgets, in the ledger before it is sent and with its end
     * after it. What it throws need not be caught: the engine parks the step, tries it again or fails it, as it should.
     *
     * @return what it brought
     */
    <R> R pay(PaidCall<R> call) throws CallFailure, InterruptedException;

    /**
     * Tells what a call used after which the provider went on working, see {@link dev.darkroom.paid.Paid#begun}; it is
     * written down with what comes of this step. A call that nobody knows, or whose end is known, is left as it is.
     *
     * @param operation the id of the call in the ledger, with which its request was sent
     * @param units what it used, by unit; nothing if the provider took nothing for it
     */
    void settle(String operation, Map<String, BigDecimal> units);

    /** Returns the guarded client that the Darkroom shares. */
    GuardedHttp http();

    /** Returns the clock to use. */
    InstantSource clock();
}
