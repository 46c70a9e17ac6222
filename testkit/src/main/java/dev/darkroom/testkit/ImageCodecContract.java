// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.AnimatedPicture;
import dev.darkroom.codec.AnimationEncoder;
import dev.darkroom.codec.AnimationFrame;
import dev.darkroom.codec.AnimationFrame.Disposal;
import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.ImageCodec;
import dev.darkroom.codec.Pixels;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ImageCodec} promises, tried on those of its formats that it reads and writes. */
@Timeout(120)
public abstract class ImageCodecContract {
    private static final DecodeLimits LIMITS = DecodeLimits.standard();
    private static final int RED = 0xFFFF0000;
    private static final int YELLOW = 0xFFFFFF00;
    private static final int NEAR = 40;

    @SuppressWarnings("NullAway") // set before each test
    private ImageCodec codec;

    /** For subclasses. */
    protected ImageCodecContract() {}

    /** Returns the codec, which reads and writes at least one format on the machine that runs the test. */
    protected abstract ImageCodec newCodec() throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        codec = newCodec();
        assertThat(formats()).as("formats that it reads and writes").isNotEmpty();
    }

    @Test
    public void whatItWroteItReads() throws Exception {
        for (ImageFormat format : formats()) {
            for (int width : new int[] {1, 2, 33, 160}) {
                byte[] file = codec.encode(format, quarters(width, 121), 90);
                CodedPicture picture = codec.open(format, file, LIMITS);

                assertThat(picture.width()).isEqualTo(width);
                assertThat(picture.height()).isEqualTo(121);
                assertThat(picture.alpha()).isFalse();
                assertThat(picture.orientation()).isEqualTo(1);
                assertThat(picture.frames()).isEqualTo(1);
                assertThat(picture.decode().width()).isEqualTo(width);
            }
        }
    }

    @Test
    public void coloursStayWhereTheyAre() throws Exception {
        for (ImageFormat format : formats()) {
            Pixels decoded = throughFile(format, quarters(160, 120));

            assertNear(decoded.at(20, 20), RED);
            assertNear(decoded.at(140, 100), YELLOW);
        }
    }

    @Test
    public void transparencyStaysWhereItIs() throws Exception {
        int[] argb = new int[160 * 120];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = i % 160 < 80 ? 0 : 0x80FF0000;
        }
        for (ImageFormat format : formats()) {
            byte[] file = codec.encode(format, new Pixels(160, 120, argb.clone()), 90);
            CodedPicture picture = codec.open(format, file, LIMITS);

            assertThat(picture.alpha()).isTrue();
            assertThat(picture.decode().at(20, 60) >>> 24).isLessThan(10);
            assertNear(picture.decode().at(140, 60), 0x80FF0000);
        }
    }

    @Test
    public void moreQualityTakesMoreBytes() throws Exception {
        for (ImageFormat format : formats()) {
            int least = codec.encode(format, noise(), 10).length;
            int middle = codec.encode(format, noise(), 60).length;
            int most = codec.encode(format, noise(), 100).length;

            assertThat(least).isLessThan(middle);
            assertThat(middle).isLessThan(most);
        }
    }

    @Test
    public void whatIsTooLargeIsRefusedBeforeItIsDecoded() throws Exception {
        for (ImageFormat format : formats()) {
            byte[] file = codec.encode(format, quarters(101, 60), 50);

            for (DecodeLimits strict :
                    new DecodeLimits[] {new DecodeLimits(1_000_000, 100, 1), new DecodeLimits(6_000, 1_000, 1)}) {
                assertThatThrownBy(() -> codec.open(format, file, strict))
                        .isInstanceOfSatisfying(
                                ImageRejectedException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
            }
            assertThat(codec.open(format, file, new DecodeLimits(6_060, 101, 1))
                            .decode()
                            .width())
                    .isEqualTo(101);
        }
    }

    @Test
    public void aFileThatWasCutOffIsRejectedWhereverItEnds() throws Exception {
        for (ImageFormat format : formats()) {
            byte[] whole = codec.encode(format, noise(), 60);
            int step = Math.max(1, whole.length / 150);

            for (int length = whole.length - 3; length >= 0; length -= step) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> codec.open(format, part, LIMITS).decode())
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(ImageRejectedException.class)
                        .hasMessageNotContaining("null");
            }
        }
    }

    @Test
    public void bentBytesEndInAPictureOrARejection() throws Exception {
        Random random = new Random(7);
        for (ImageFormat format : formats()) {
            byte[] whole = codec.encode(format, noise(), 60);
            for (int i = 0; i < 200; i++) {
                byte[] bent = whole.clone();
                int range = i % 2 == 0 ? Math.min(400, bent.length) : bent.length;
                for (int flips = 0; flips < 3; flips++) {
                    bent[random.nextInt(range)] = (byte) random.nextInt();
                }
                decodeOrReject(format, bent);
            }
        }
    }

    @Test
    public void anAnimationComesBackFrameByFrame() throws Exception {
        for (ImageFormat format : formats()) {
            Optional<AnimationEncoder> encoder = codec.animation(format, 160, 120, 3, 90);
            if (encoder.isEmpty()) {
                continue;
            }
            encoder.get().add(quarters(160, 120), 0, 0, 70);
            encoder.get().add(new Pixels(81, 60, plain(81 * 60, 0x800000FF)), 40, 22, 1_500);
            byte[] file = encoder.get().finish();
            AnimatedPicture picture = (AnimatedPicture) codec.open(format, file, LIMITS);

            assertThat(picture.plays()).isEqualTo(3);
            assertThat(picture.frames()).isEqualTo(2);
            assertThat(picture.timeline())
                    .containsExactly(
                            new AnimationFrame(0, 0, 160, 120, 70, false, Disposal.KEPT),
                            new AnimationFrame(40, 22, 81, 60, 1_500, false, Disposal.KEPT));
            assertNear(picture.decode().at(20, 20), RED);
            assertNear(picture.decode(0).at(140, 100), YELLOW);
            assertNear(picture.decode(1).at(40, 30), 0x800000FF);
        }
    }

    private static int[] plain(int pixels, int argb) {
        int[] all = new int[pixels];
        Arrays.fill(all, argb);
        return all;
    }

    private Set<ImageFormat> formats() {
        Set<ImageFormat> both = new TreeSet<>(codec.reads());
        both.retainAll(codec.writes());
        return both;
    }

    private Pixels throughFile(ImageFormat format, Pixels picture) throws IOException {
        return codec.open(format, codec.encode(format, picture, 90), LIMITS).decode();
    }

    private void decodeOrReject(ImageFormat format, byte[] data) {
        try {
            codec.open(format, data, LIMITS).decode();
        } catch (ImageRejectedException | IOException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    private static Pixels quarters(int width, int height) {
        int[] argb = SamplePictures.quarters(width, height).getRGB(0, 0, width, height, null, 0, width);
        return new Pixels(width, height, argb);
    }

    private static Pixels noise() {
        Random random = new Random(3);
        int[] argb = quarters(120, 90).toArray();
        for (int i = 0; i < 3_000; i++) {
            argb[random.nextInt(argb.length)] = 0xFF000000 | random.nextInt(0x1000000);
        }
        return new Pixels(120, 90, argb);
    }

    private static void assertNear(int argb, int expected) {
        for (int shift = 0; shift <= 24; shift += 8) {
            assertThat(argb >>> shift & 0xFF)
                    .isBetween((expected >>> shift & 0xFF) - NEAR, (expected >>> shift & 0xFF) + NEAR);
        }
    }
}
