// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.job.Job;
import dev.darkroom.process.StepContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A picture that a model draws, from nothing or from the picture of the job.
 *
 * <pre>{@code
 * openai.generation(Drawing.of("A lighthouse at dusk, as a linocut").size(1_536, 1_024).quality(Quality.LOW));
 * openai.edit(Drawing.of("Put it in front of a plain grey wall").format(ImageFormat.WEBP));
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Drawing {
    private static final Set<ImageFormat> FORMATS = Set.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.WEBP);
    private static final int LONGEST_PROMPT = 32_000;

    private final Draft draft;

    /** How much work goes into it, which is most of what it costs. */
    public enum Quality {
        /** The least, for drafts. */
        LOW,
        /** Some, for nearly everything. */
        MEDIUM,
        /** The most that every model can do. */
        HIGH
    }

    /** What gives the part of the picture that may change. */
    @FunctionalInterface
    public interface Mask {

        /** Returns a PNG that is transparent where the picture may change, in the picture's proportions. */
        ImageContent of(StepContext context) throws IOException, InterruptedException;
    }

    /** What was set; changed only between a copy's making and its first use. */
    private static final class Draft {
        private final Function<Job, String> prompt;
        private String model = "gpt-image-2";
        private PictureSize size = new PictureSize(1_024, 1_024);
        private Quality quality = Quality.MEDIUM;
        private ImageFormat format = ImageFormat.PNG;
        private String background = "auto";
        private @Nullable Integer compression;
        private @Nullable Mask mask;

        Draft(Function<Job, String> prompt) {
            this.prompt = prompt;
        }

        Draft(Draft other) {
            this(other.prompt);
            model = other.model;
            size = other.size;
            quality = other.quality;
            format = other.format;
            background = other.background;
            compression = other.compression;
            mask = other.mask;
        }
    }

    private Drawing(Draft draft) {
        this.draft = draft;
    }

    /** Draws the same for every job. */
    public static Drawing of(String prompt) {
        return of(job -> prompt);
    }

    /** Draws by what is known of a job. */
    public static Drawing of(Function<Job, String> prompt) {
        return new Drawing(new Draft(prompt));
    }

    /** The same by this model; {@code gpt-image-2} unless told. */
    public Drawing model(String model) {
        return with(changed -> changed.model = model);
    }

    /** The same in this size; 1024 x 1024 unless told. Sides are multiples of 16, and none is longer than three others. */
    public Drawing size(int width, int height) {
        return with(changed -> changed.size = new PictureSize(width, height));
    }

    /** The same with more or less work; {@link Quality#MEDIUM} unless told. */
    public Drawing quality(Quality quality) {
        return with(changed -> changed.quality = quality);
    }

    /** The same as a PNG, a JPEG or a WebP; a PNG unless told. */
    public Drawing format(ImageFormat format) {
        if (!FORMATS.contains(format)) {
            throw new IllegalArgumentException("a picture is drawn as PNG, JPEG or WEBP, not " + format);
        }
        return with(changed -> changed.format = format);
    }

    /** The same, as short as this quality of JPEG or WebP allows, from 0 to 100. */
    public Drawing compression(int quality) {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("a compression is 0 to 100, not " + quality);
        }
        return with(changed -> changed.compression = quality);
    }

    /** The same before nothing, by models that can. */
    public Drawing transparent() {
        return with(changed -> changed.background = "transparent");
    }

    /** The same before something. */
    public Drawing opaque() {
        return with(changed -> changed.background = "opaque");
    }

    /** The same with only a part that may change; for edits. */
    public Drawing masked(Mask mask) {
        return with(changed -> changed.mask = mask);
    }

    /** Returns itself, or throws what doesn't go together. */
    Drawing checked() {
        draft.size.check(draft.model);
        if (draft.background.equals("transparent") && draft.format == ImageFormat.JPEG) {
            throw new IllegalArgumentException("a JPEG can't be transparent; ask for a PNG or a WebP");
        }
        if (draft.compression != null && draft.format == ImageFormat.PNG) {
            throw new IllegalArgumentException("a PNG has no compression(...); ask for a JPEG or a WebP");
        }
        return this;
    }

    String model() {
        return draft.model;
    }

    PictureSize size() {
        return draft.size;
    }

    Quality quality() {
        return draft.quality;
    }

    ImageFormat format() {
        return draft.format;
    }

    Optional<Mask> mask() {
        return Optional.ofNullable(draft.mask);
    }

    String promptFor(Job job) {
        String prompt = draft.prompt.apply(job);
        if (prompt.isBlank() || prompt.length() > LONGEST_PROMPT) {
            throw new IllegalArgumentException(
                    "a picture is drawn after 1 to " + LONGEST_PROMPT + " characters, not " + prompt.length());
        }
        return prompt;
    }

    /** Returns what is sent, by name, the same for both endpoints. */
    Map<String, String> fields(String prompt) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", draft.model);
        fields.put("prompt", prompt);
        fields.put("size", draft.size.toString());
        fields.put("quality", draft.quality.name().toLowerCase(Locale.ROOT));
        fields.put("background", draft.background);
        fields.put("output_format", draft.format.name().toLowerCase(Locale.ROOT));
        if (draft.compression != null) {
            fields.put("output_compression", draft.compression.toString());
        }
        return fields;
    }

    @Override
    public String toString() {
        return "drawing of " + draft.size + " by " + draft.model;
    }

    private Drawing with(Consumer<Draft> change) {
        Draft copy = new Draft(draft);
        change.accept(copy);
        return new Drawing(copy);
    }
}
