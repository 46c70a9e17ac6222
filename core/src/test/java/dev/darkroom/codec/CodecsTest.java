// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CodecsTest {
    private static final ImageContent WEBP =
            ImageContent.of("RIFF....WEBPVP8 ....".getBytes(StandardCharsets.ISO_8859_1));

    @Test
    void aCodecsPictureIsTurnedAndScaledLikeAnyOther() throws IOException {
        ImageEngine engine = engine(new Turned(2, 4, 1));

        assertThat(engine.inspect(WEBP)).isEqualTo(new ImageInfo(ImageFormat.WEBP, 4, 2, 6, true));
        Pixels seen = engine.render(WEBP, RenderRequest.sample(4)).sample().orElseThrow();
        assertThat(seen.at(3, 0)).isEqualTo(0xFF112233);
        assertThat(seen.at(0, 1)).isZero();
    }

    @Test
    void limitsHoldForWhatACodecSaysToo() {
        assertThatThrownBy(() -> engine(new Turned(20_000, 4, 1)).inspect(WEBP))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("20000 x 4");
        assertThatThrownBy(() -> engine(new Turned(2, 4, 101)).inspect(WEBP)).hasMessageContaining("101 frames");
    }

    @Test
    void whatMayWorkLaterIsNoFaultOfThePicture() {
        assertThatThrownBy(() -> engine(new Turned(2, 5, 1)).render(WEBP, RenderRequest.sample(4)))
                .isInstanceOf(IOException.class)
                .hasMessage("no memory now");
    }

    @Test
    void aPictureIsDecodedOnceThoughItIsLookedAtFirst() throws IOException {
        Counting codec = new Counting();

        engine(codec)
                .render(
                        WEBP,
                        RenderRequest.variants(
                                List.of(Variant.square("square", 2).smart())));

        assertThat(codec.decoded.get()).isEqualTo(1);
    }

    @Test
    void aVariantIsWrittenByACodecOrLeftOutAndSeenToBe() throws IOException {
        ImageEngine engine = engine(new Turned(2, 4, 1));
        Variant variant = Variant.fit("small", 2, 2).formats(ImageFormat.AVIF, ImageFormat.WEBP, ImageFormat.HEIC);

        Rendered rendered = engine.render(WEBP, RenderRequest.variants(List.of(variant)));

        assertThat(rendered.images()).extracting(EncodedImage::format).containsExactly(ImageFormat.WEBP);
        assertThat(rendered.images().get(0).content().bytes()).containsExactly(2, 1, 80);
        assertThat(engine.writes())
                .containsExactlyInAnyOrder(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP);
        assertThat(engine.leftOut()).containsExactlyInAnyOrder(ImageFormat.AVIF, ImageFormat.HEIC);
    }

    @Test
    void withoutACodecTheModuleIsNamed() {
        assertThatThrownBy(() -> ImageEngine.standard().inspect(WEBP))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageEndingWith("it needs the module darkroom-codecs-webp and its natives for this machine");
    }

    private static ImageEngine engine(ImageCodec codec) {
        return new StandardEngine(DecodeLimits.standard(), new Codecs(List.of(codec)));
    }

    /** Reads every file as the same picture, and counts how often it is decoded. */
    private static final class Counting implements ImageCodec {
        private final AtomicInteger decoded = new AtomicInteger();

        @Override
        public Set<ImageFormat> reads() {
            return Set.of(ImageFormat.WEBP);
        }

        @Override
        public Set<ImageFormat> writes() {
            return Set.of();
        }

        @Override
        public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
            return new CodedPicture() {
                @Override
                public int width() {
                    return 4;
                }

                @Override
                public int height() {
                    return 2;
                }

                @Override
                public boolean alpha() {
                    return false;
                }

                @Override
                public int orientation() {
                    return 1;
                }

                @Override
                public Optional<byte[]> profile() {
                    return Optional.empty();
                }

                @Override
                public int frames() {
                    return 1;
                }

                @Override
                public Pixels decode() {
                    decoded.incrementAndGet();
                    return new Pixels(4, 2, new int[8]);
                }
            };
        }

        @Override
        public byte[] encode(ImageFormat format, Pixels picture, int quality) {
            throw new IllegalStateException("it writes nothing");
        }
    }

    /** Reads every file as a picture that lies on its side and whose first stored pixel alone can be seen. */
    private record Turned(int width, int height, int frames) implements ImageCodec, CodedPicture {
        @Override
        public Set<ImageFormat> reads() {
            return Set.of(ImageFormat.WEBP);
        }

        @Override
        public Set<ImageFormat> writes() {
            return Set.of(ImageFormat.WEBP);
        }

        @Override
        public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
            return this;
        }

        @Override
        public byte[] encode(ImageFormat format, Pixels picture, int quality) {
            return new byte[] {(byte) picture.width(), (byte) picture.height(), (byte) quality};
        }

        @Override
        public boolean alpha() {
            return true;
        }

        @Override
        public int orientation() {
            return 6;
        }

        @Override
        public Optional<byte[]> profile() {
            return Optional.empty();
        }

        @Override
        public Pixels decode() throws IOException {
            if (height == 5) {
                throw new IOException("no memory now");
            }
            int[] argb = new int[width * height];
            argb[0] = 0xFF112233;
            return new Pixels(width, height, argb);
        }
    }
}
