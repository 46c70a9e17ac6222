// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.variant.Original;
import dev.darkroom.variant.OversizePolicy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OversizedOriginalTest {
    private static final int ROTATED = 6;

    /** Noise, which no format makes short. */
    private static BufferedImage noise(int width, int height, int type) {
        Random random = new Random(3);
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt());
        }
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }

    private record Made(Original.Kept kept, ImageContent content) {
        byte[] bytes() throws IOException {
            return content.bytes();
        }
    }

    private static Made made(byte[] picture, OversizePolicy policy) throws Exception {
        ImageProcessor<?> processor = Original.kept(policy).processor();
        FakeStepContext context = FakeStepContext.of(processor, ImageContent.of(picture));
        StepOutcome<?> outcome = processor.process(context);
        Original.Kept kept = (Original.Kept) ((StepOutcome.Succeeded<?>) outcome).result();
        return new Made(kept, context.storage().get(context.stored().get(0).key()));
    }

    @Test
    void whatIsShortEnoughIsKeptAsItCame() throws Exception {
        byte[] picture = encoded(noise(64, 48, BufferedImage.TYPE_INT_RGB), "png");

        for (OversizePolicy policy : new OversizePolicy[] {OversizePolicy.compress(), OversizePolicy.reject()}) {
            Made made = made(picture, policy.threshold(picture.length));

            assertThat(made.bytes()).isEqualTo(picture);
            assertThat(made.kept.compressed()).isFalse();
            assertThat(made.kept.info().format()).isEqualTo(ImageFormat.PNG);
        }
    }

    @Test
    void whatIsTooLongIsWrittenAnewWithAllItsPixels() throws Exception {
        byte[] picture = encoded(noise(200, 150, BufferedImage.TYPE_INT_RGB), "png");
        long threshold = picture.length / 2;

        Made made = made(picture, OversizePolicy.compress().threshold(threshold));

        assertThat(made.bytes()).hasSizeLessThanOrEqualTo((int) threshold).startsWith(0xFF, 0xD8);
        assertThat(made.kept.compressed()).isTrue();
        assertThat(made.kept.key()).endsWith(".jpg");
        assertThat(made.kept.bytes()).isEqualTo(made.bytes().length);
        assertThat(made.kept.info()).isEqualTo(new ImageInfo(ImageFormat.JPEG, 200, 150, 1, false));
        assertThat(ImageIO.read(new ByteArrayInputStream(made.bytes())).getWidth())
                .isEqualTo(200);
    }

    @Test
    void thereAreFewerPixelsOnlyWhereNothingElseHelps() throws Exception {
        byte[] picture = encoded(noise(400, 300, BufferedImage.TYPE_INT_RGB), "png");

        Made made = made(picture, OversizePolicy.compress().threshold(10_000));

        assertThat(made.bytes()).hasSizeBetween(4_000, 10_000);
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(made.bytes()));
        assertThat(seen.getWidth()).isEqualTo(made.kept.info().width()).isBetween(60, 399);
        assertThat((double) seen.getWidth() / seen.getHeight()).isBetween(1.3, 1.37);
    }

    @Test
    void whatCanBeSeenThroughStaysAPngAndNothingElseDoes() throws Exception {
        byte[] glass = encoded(noise(300, 200, BufferedImage.TYPE_INT_ARGB), "png");
        BufferedImage solid = noise(300, 200, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 300 * 200; i++) {
            solid.setRGB(i % 300, i / 300, solid.getRGB(i % 300, i / 300) | 0xFF000000);
        }

        Made clear = made(glass, OversizePolicy.compress().threshold(100_000));
        Made opaque = made(encoded(solid, "png"), OversizePolicy.compress().threshold(100_000));

        assertThat(clear.kept.info().format()).isEqualTo(ImageFormat.PNG);
        assertThat(clear.kept.info().alpha()).isTrue();
        assertThat(clear.bytes()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(ImageIO.read(new ByteArrayInputStream(clear.bytes()))
                        .getColorModel()
                        .hasAlpha())
                .isTrue();
        assertThat(opaque.kept.info().format()).isEqualTo(ImageFormat.JPEG);
    }

    @Test
    void itIsUprightAndKeepsTheCopyright() throws Exception {
        byte[] jpeg = encoded(noise(300, 200, BufferedImage.TYPE_INT_RGB), "jpg");
        byte[] picture = withExif(jpeg, "by Ada");

        Made made = made(picture, OversizePolicy.compress().threshold(jpeg.length * 9L / 10));

        assertThat(made.kept.info()).isEqualTo(new ImageInfo(ImageFormat.JPEG, 200, 300, 1, false));
        assertThat(ImageEngine.standard().inspect(ImageContent.of(made.bytes())))
                .isEqualTo(made.kept.info());
        ImageProcessor<?> reader = Metadata.facts().processor();
        StepOutcome<?> facts = reader.process(FakeStepContext.of(reader, ImageContent.of(made.bytes())));
        assertThat(((StepOutcome.Succeeded<?>) facts).result())
                .isEqualTo(new Metadata.Facts(
                        null, null, null, null, new Metadata.Credits(null, null, null, "by Ada", List.of())));
    }

    /** Puts an orientation and a copyright of 6 letters into a JPEG. */
    private static byte[] withExif(byte[] jpeg, String copyright) {
        byte[] text = (copyright + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer segment = ByteBuffer.allocate(4 + 6 + 8 + 2 + 24 + 4 + text.length);
        segment.put((byte) 0xFF).put((byte) 0xE1).putShort((short) (segment.capacity() - 2));
        segment.put("Exif\0\0MM\0*\0\0\0\b".getBytes(StandardCharsets.US_ASCII)).putShort((short) 2);
        segment.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(ROTATED << 16);
        segment.putShort((short) 0x8298).putShort((short) 2).putInt(text.length).putInt(8 + 2 + 24 + 4);
        segment.putInt(0).put(text);
        byte[] whole = Arrays.copyOf(jpeg, jpeg.length + segment.capacity());
        System.arraycopy(segment.array(), 0, whole, 2, segment.capacity());
        System.arraycopy(jpeg, 2, whole, 2 + segment.capacity(), jpeg.length - 2);
        return whole;
    }

    @Test
    void whatIsRejectedIsToldWithBothNumbers() throws IOException {
        byte[] picture = encoded(noise(800, 600, BufferedImage.TYPE_INT_RGB), "png");

        assertRejected(picture, OversizePolicy.reject().threshold(1 << 20), "the file has 1.4 MB, the limit is 1.0 MB");
        assertRejected(
                picture,
                OversizePolicy.compress().threshold(1_000).mostBytes(1 << 20),
                "the file has 1.4 MB, the limit is 1.0 MB");
        assertRejected(
                picture,
                OversizePolicy.compress().mostPixels(400_000),
                "the picture has 800 x 600 pixels, the limit is 400000 in all");
        assertRejected(
                picture, OversizePolicy.compress().threshold(20), "the picture can't be made to fit into 20 bytes");
    }

    private static void assertRejected(byte[] picture, OversizePolicy policy, String message) {
        assertThatThrownBy(() -> made(picture, policy))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(ImageRejectedException.Reason.TOO_LARGE));
    }

    @Test
    void limitsThatLeaveNoRoomAreRefused() {
        assertThatThrownBy(() -> OversizePolicy.compress().threshold(0)).hasMessageContaining("threshold");
        assertThatThrownBy(() -> OversizePolicy.reject().mostBytes(1_000)).hasMessageContaining("threshold");
    }
}
