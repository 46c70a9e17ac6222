// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ImageEngine} promises. */
@Timeout(60)
public abstract class ImageEngineContract {
    private static final int RED = 0xFF0000;
    private static final int YELLOW = 0xFFFF00;
    private static final int NEAR = 24;

    @SuppressWarnings("NullAway") // set before each test
    private ImageEngine engine;

    /** For subclasses. */
    protected ImageEngineContract() {}

    /** Returns the engine. */
    protected abstract ImageEngine newEngine() throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        engine = newEngine();
    }

    @Test
    public void theHeaderTellsFormatAndSize() throws Exception {
        assertThat(engine.inspect(SamplePictures.jpeg(640, 480)))
                .isEqualTo(new ImageInfo(ImageFormat.JPEG, 640, 480, 1, false));
        assertThat(engine.inspect(SamplePictures.png(3, 2)).width()).isEqualTo(3);
    }

    @Test
    public void allVariantsComeInTheOrderAskedForWithTheSizeThatTheirFitGives() throws Exception {
        Variant square = Variant.square("square", 100);
        Variant wide = Variant.cover("wide", 300, 100).png();
        Variant whole = Variant.fit("whole", 200, 200);
        Variant large = Variant.fit("large", 2_000, 2_000);
        Rendered rendered = render(SamplePictures.jpeg(640, 480), square, wide, whole, large);

        assertThat(rendered.images())
                .extracting(image ->
                        image.variant().name() + " " + image.format() + " " + image.width() + "x" + image.height())
                .containsExactly("square JPEG 100x100", "wide PNG 300x100", "whole JPEG 200x150", "large JPEG 640x480");
        for (EncodedImage image : rendered.images()) {
            BufferedImage decoded = decode(image);
            assertThat(decoded.getWidth()).isEqualTo(image.width());
            assertThat(decoded.getHeight()).isEqualTo(image.height());
        }
    }

    @Test
    public void coloursStayWhereTheyAre() throws Exception {
        Rendered rendered = render(
                SamplePictures.png(640, 480),
                Variant.fit("jpeg", 160, 160),
                Variant.fit("png", 160, 160).png());

        for (EncodedImage image : rendered.images()) {
            BufferedImage decoded = decode(image);
            assertNear(decoded.getRGB(20, 20), RED);
            assertNear(decoded.getRGB(140, 100), YELLOW);
        }
    }

    @Test
    public void aSampleIsAsLargeAsAskedForAndUpright() throws Exception {
        Rendered rendered = engine.render(SamplePictures.jpeg(640, 480), RenderRequest.sample(64));
        Pixels sample = rendered.sample().orElseThrow();

        assertThat(sample.width()).isEqualTo(64);
        assertThat(sample.height()).isEqualTo(48);
        assertNear(sample.at(5, 5), RED);
        assertNear(sample.at(60, 40), YELLOW);
        assertThat(rendered.images()).isEmpty();
        assertThat(engine.render(SamplePictures.jpeg(64, 48), RenderRequest.nothing())
                        .sample())
                .isEmpty();
    }

    @Test
    public void aFormatThatItCanNotWriteIsLeftOut() throws Exception {
        Variant all = Variant.square("all", 10).formats(ImageFormat.values());

        assertThat(render(SamplePictures.jpeg(64, 48), all).of(all))
                .extracting(EncodedImage::format)
                .containsExactlyInAnyOrderElementsOf(engine.writes());
        assertThat(engine.writes()).contains(ImageFormat.JPEG, ImageFormat.PNG);
    }

    @Test
    public void whatIsNoGoodIsRejectedAndNothingElseIsThrown() {
        for (ImageContent bad : List.of(
                SamplePictures.empty(),
                SamplePictures.text(),
                SamplePictures.truncated(),
                SamplePictures.pngHeader(50_000, 50_000),
                SamplePictures.pngHeader(0, 5))) {
            Throwable thrown = catchThrowable(() -> render(bad, Variant.square("square", 10)));

            assertThat(thrown).as("%s", bad).isInstanceOf(ImageRejectedException.class);
            assertThat(thrown.getMessage()).isNotBlank();
        }
    }

    private Rendered render(ImageContent content, Variant... variants) throws IOException {
        return engine.render(content, RenderRequest.variants(List.of(variants)));
    }

    private static BufferedImage decode(EncodedImage image) throws IOException {
        try (InputStream in = image.content().open()) {
            BufferedImage decoded = ImageIO.read(in);
            assertThat(decoded).as("%s can be read", image).isNotNull();
            return decoded;
        }
    }

    private static void assertNear(int rgb, int expected) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(rgb >> shift & 0xFF)
                    .isBetween((expected >> shift & 0xFF) - NEAR, (expected >> shift & 0xFF) + NEAR);
        }
    }
}
