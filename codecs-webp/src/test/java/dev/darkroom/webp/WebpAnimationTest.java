// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.codec.AnimatedPicture;
import dev.darkroom.codec.AnimationEncoder;
import dev.darkroom.codec.AnimationFrame;
import dev.darkroom.codec.AnimationFrame.Disposal;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;

/** An animation that another program made, through the standard engine. */
class WebpAnimationTest {
    private static final List<Integer> TIMES = List.of(120, 120, 90, 120, 120, 90, 120, 90, 30);

    private final ImageEngine engine = ImageEngine.standard();

    @Test
    void anAnimationStaysOneWithItsTimes() throws IOException {
        AnimatedPicture small = opened(rendered(squares(), ImageFormat.WEBP, 40));

        assertThat(List.of(small.width(), small.height())).containsExactly(40, 40);
        assertThat(small.alpha()).isTrue();
        assertThat(small.plays()).isZero();
        assertThat(small.timeline()).extracting(AnimationFrame::milliseconds).isEqualTo(TIMES);
        assertThat(small.timeline())
                .allMatch(frame -> frame.x() % 2 == 0 && frame.y() % 2 == 0 && frame.x() + frame.width() <= 40);
    }

    @Test
    void aGifIsMadeOfItAndAWebpOfThat() throws IOException {
        byte[] gif = rendered(squares(), ImageFormat.GIF, 80);
        AnimatedPicture again = opened(rendered(gif, ImageFormat.WEBP, 80));

        assertThat(again.timeline()).extracting(AnimationFrame::milliseconds).isEqualTo(TIMES);
        assertThat(again.plays()).isZero();
        AnimatedPicture original = opened(squares());
        BufferedImage first = frame(gif, 0);
        Pixels expected = original.decode();
        for (int place = 8; place < 80; place += 16) {
            int seen = first.getRGB(place, 40);
            int real = expected.at(place, 40);
            assertThat(seen >>> 24 >= 128).isEqualTo(real >>> 24 >= 128);
            if (seen >>> 24 == 255 && real >>> 24 == 255) {
                assertThat(seen >> 8 & 0xFF).isCloseTo(real >> 8 & 0xFF, within(40));
            }
        }
    }

    @Test
    void aHoleThatAFrameMakesStaysOne() throws IOException {
        AnimationEncoder encoder =
                new WebpCodec().animation(ImageFormat.WEBP, 40, 40, 0, 80).orElseThrow();
        int[] red = new int[40 * 40];
        Arrays.fill(red, 0xFFFF0000);
        encoder.add(new Pixels(40, 40, red), 0, 0, 50);
        encoder.add(new Pixels(10, 20, new int[200]), 12, 8, 50);

        AnimatedPicture copy = opened(rendered(encoder.finish(), ImageFormat.WEBP, 40));

        assertThat(copy.timeline().get(1)).isEqualTo(new AnimationFrame(12, 8, 10, 20, 50, false, Disposal.KEPT));
        assertThat(copy.decode(0).at(15, 15) >>> 24).isEqualTo(255);
        assertThat(copy.decode(1).at(5, 10) >>> 24).isZero();
    }

    @Test
    void framesThatCameAreKept() throws IOException {
        byte[] whole = squares();

        AnimatedPicture part = opened(rendered(Arrays.copyOf(whole, 4_000), ImageFormat.WEBP, 40));

        assertThat(part.timeline()).extracting(AnimationFrame::milliseconds).isEqualTo(TIMES.subList(0, 5));
    }

    @Test
    void allFramesCountAgainstTheLimits() throws IOException {
        ImageContent picture = ImageContent.of(squares());

        assertThatThrownBy(() -> ImageEngine.standard(new DecodeLimits(1_000_000, 1_000, 1, 8))
                        .inspect(picture))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("9 frames, the limit is 8");
        assertThatThrownBy(() ->
                        ImageEngine.standard(new DecodeLimits(20_000, 1_000, 1)).inspect(picture))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("9 frames with");
    }

    private byte[] rendered(byte[] picture, ImageFormat format, int side) throws IOException {
        Variant variant = Variant.fit("moving", side, side).formats(format).animated();
        List<EncodedImage> images = engine.render(ImageContent.of(picture), RenderRequest.variants(List.of(variant)))
                .images();
        return images.get(0).content().bytes();
    }

    private static AnimatedPicture opened(byte[] webp) {
        return (AnimatedPicture) new WebpCodec().open(ImageFormat.WEBP, webp, DecodeLimits.standard());
    }

    private static BufferedImage frame(byte[] gif, int index) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            return reader.read(index);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] squares() throws IOException {
        try (InputStream in = WebpAnimationTest.class.getResourceAsStream("/pictures/rotating-squares.webp")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
