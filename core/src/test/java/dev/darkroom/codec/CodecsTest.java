// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.Variant;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
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
    void aCodecThatWritesPixelsOnlyIsHandedSrgb() throws IOException {
        byte[] marked = Profiled.with(
                Pictures.plain(8, 8, BufferedImage.TYPE_INT_RGB, new Color(0x808080)),
                ImageFormat.PNG,
                ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        Variant variant = Variant.fit("v", 8, 8)
                .formats(ImageFormat.WEBP)
                .keepingProfile()
                .keepingCopyright();

        for (boolean encloses : new boolean[] {false, true}) {
            Noting codec = new Noting(encloses);
            engine(codec).render(ImageContent.of(marked), RenderRequest.variants(List.of(variant)));

            assertThat(codec.seen & 0xFF).isCloseTo(encloses ? 0x80 : 0xBC, within(1));
            assertThat(codec.enclosed.profile().isPresent()).isEqualTo(encloses);
        }
    }

    /** Notes what it is handed. */
    private static final class Noting implements ImageCodec {
        private final boolean encloses;
        private int seen;
        private Enclosed enclosed = Enclosed.nothing();

        Noting(boolean encloses) {
            this.encloses = encloses;
        }

        @Override
        public Set<ImageFormat> reads() {
            return Set.of();
        }

        @Override
        public Set<ImageFormat> writes() {
            return Set.of(ImageFormat.WEBP);
        }

        @Override
        public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
            throw new IllegalStateException("reads nothing");
        }

        @Override
        public byte[] encode(ImageFormat format, Pixels picture, int quality) {
            seen = picture.at(4, 4);
            return new byte[1];
        }

        @Override
        public byte[] encode(ImageFormat format, Pixels picture, int quality, Enclosed beside) {
            enclosed = beside;
            return encode(format, picture, quality);
        }

        @Override
        public boolean encloses() {
            return encloses;
        }
    }

    @Test
    void withoutACodecTheModuleIsNamed() {
        assertThatThrownBy(() -> ImageEngine.standard().inspect(WEBP))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageEndingWith("it needs the module darkroom-codecs-webp and its natives for this machine");
    }

    @Test
    void aCodecIsNotAskedBeforeAFormatOfItsIsWanted() throws IOException {
        Loading codec = new Loading();
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(40, 20));

        ImageEngine engine = engine(codec);
        engine.render(ImageContent.of(jpeg), RenderRequest.variants(List.of(Variant.fit("small", 20, 20))));

        assertThat(codec.loads).hasValue(0);
    }

    @Test
    void anInterruptDoesNotBreakOffWhatACodecLoads() {
        Loading codec = new Loading();
        ImageEngine engine = engine(codec);

        Thread.currentThread().interrupt();
        Set<ImageFormat> formats = engine.writes();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(formats).contains(ImageFormat.AVIF);
        assertThat(engine.writes()).contains(ImageFormat.AVIF);
        assertThat(codec.loads).hasValue(1);
    }

    /** Loads something when it is asked for what it writes, unless its thread is interrupted. */
    private static final class Loading implements ImageCodec {
        private final AtomicInteger loads = new AtomicInteger();

        @Override
        public Set<ImageFormat> reads() {
            return Set.of();
        }

        @Override
        public Set<ImageFormat> writes() {
            loads.incrementAndGet();
            return Thread.currentThread().isInterrupted() ? Set.of() : Set.of(ImageFormat.AVIF);
        }

        @Override
        public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
            throw new IllegalStateException("reads nothing");
        }

        @Override
        public byte[] encode(ImageFormat format, Pixels picture, int quality) {
            return new byte[0];
        }
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
