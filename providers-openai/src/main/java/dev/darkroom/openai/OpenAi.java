// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.job.Job;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Step;
import dev.darkroom.search.TextEmbedder;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes steps that OpenAI works on.
 *
 * <pre>{@code
 * OpenAi openai = OpenAi.with(OpenAiSettings.key(key));
 * Recipe.named("photo")
 *         .step(openai.vision(Question.of("caption", schema, "Describe the picture for a blind person.")).named("caption"))
 *         .step(openai.embedding().after("caption").optional());
 * }</pre>
 *
 * <p>Each call is within the limits of the settings and the budgets of the Darkroom, in its ledger, and made again only where
 * that is safe. Threads may share it; it is cheap and holds no connection.
 */
public final class OpenAi {

    /** The name of the step that embeds. */
    public static final String EMBEDDING = "embedding";

    /** The name of the step that asks. */
    public static final String VISION = "vision";

    /** The name of the step that draws from nothing. */
    public static final String GENERATION = "generation";

    /** The name of the step that draws from the picture. */
    public static final String EDIT = "edit";

    private static final Backoff PATIENCE = Backoff.exponential(Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final Duration TIME_FOR_MUCH = Duration.ofMinutes(12);

    private final Account account;

    private OpenAi(Account account) {
        this.account = account;
    }

    /** Reaches it by these settings. */
    public static OpenAi with(OpenAiSettings settings) {
        return new OpenAi(new Account(settings));
    }

    /**
     * A step that embeds all that is said about a picture, see {@link TextEmbedding}. It is skipped if nothing is, so let it
     * come after the steps that say something. Its result is an {@link dev.darkroom.search.Embedding}.
     */
    public Step embedding() {
        return embedding(TextEmbedding.small());
    }

    /** A step that embeds this text; it is skipped if that is blank. */
    public Step embedding(Function<Job, String> text) {
        return embedding(TextEmbedding.small().text(text));
    }

    /** A step that embeds a text; it is skipped if that is blank. */
    public Step embedding(TextEmbedding wish) {
        return Step.of(EMBEDDING, new EmbeddingProcessor(wish, new Embedder(wish, account)))
                .when(facts -> !wish.textOf(facts.job()).isBlank())
                .retry(PATIENCE);
    }

    /**
     * Makes vectors of what people search for, to be compared with those of {@link #embedding(TextEmbedding)} by the same
     * wish: for {@code DarkroomBuilder.embedder}. The plugin adds the one of {@link TextEmbedding#small}.
     */
    public TextEmbedder embedder(TextEmbedding wish) {
        return new Embedder(wish, account);
    }

    /** A step that asks a question about the picture. Its result is an {@link dev.darkroom.analysis.Analysis}. */
    public Step vision(Question question) {
        return Step.of(VISION, new VisionProcessor(question, account)).retry(PATIENCE);
    }

    /**
     * A step that has a picture drawn from words, and stores it under the step's name. Its result is a {@link
     * dev.darkroom.variant.Rendition}. A call whose reply is lost is not made again: it may have been billed.
     */
    public Step generation(Drawing drawing) {
        if (drawing.mask().isPresent()) {
            throw new IllegalArgumentException("a mask says what of a picture may change; it is for edit(...)");
        }
        return drawing(GENERATION, drawing, new NoOriginal());
    }

    /** A step that has a picture drawn from the picture of the job; otherwise as {@link #generation}. */
    public Step edit(Drawing drawing) {
        return drawing(EDIT, drawing, new PictureOfTheJob());
    }

    /**
     * A step that embeds many texts in one batch: for half the price, within a day, beside the limits of single calls. The
     * job waits for it without a worker. Its result is a {@link dev.darkroom.analysis.BatchResults} of {@link
     * dev.darkroom.search.Embedding}; a text that could not be embedded fails alone.
     *
     * @param wish the model, whose own text is not asked for
     * @param texts at most 50,000 texts by an id of the host's, the same whenever they are asked for
     */
    public Step embeddingBatch(TextEmbedding wish, Function<Job, Map<String, String>> texts) {
        return batch(EMBEDDING, new EmbeddingBatch(wish, texts));
    }

    /**
     * A step that asks one question about many pictures in one batch, as {@link #embeddingBatch}. Its result is a {@link
     * dev.darkroom.analysis.BatchResults} of {@link dev.darkroom.analysis.Analysis}.
     *
     * @param pictures where the provider finds the pictures, by an id of the host's: addresses that begin with {@code
     *     https://}, which stay good for a day, or data URLs of what {@link Question#atMost} would have made
     */
    public Step visionBatch(Question question, Function<Job, Map<String, String>> pictures) {
        return batch(VISION, new VisionBatch(question.checked(), pictures));
    }

    private Step batch(String name, BatchWork work) {
        return Step.of(name, new BatchProcessor(work, account)).retry(PATIENCE).timeout(TIME_FOR_MUCH);
    }

    private Step drawing(String name, Drawing drawing, DrawingProcessor.Original original) {
        return Step.of(name, new DrawingProcessor(drawing, original, account))
                .retry(PATIENCE)
                .timeout(TIME_FOR_MUCH);
    }

    @Override
    public String toString() {
        return account.toString();
    }
}
