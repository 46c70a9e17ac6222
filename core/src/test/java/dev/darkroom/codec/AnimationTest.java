// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.image.Variant;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Animations that stay animations, from GIF and PNG to GIF, which the JDK reads again. */
class AnimationTest {
    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;
    private static final int BLUE = 0xFF0000FF;
    private static final int CLEAR = 0;

    private final ImageEngine engine = ImageEngine.standard();

    @Test
    void allFramesAreScaledAndKeepTheirTimes() throws IOException {
        byte[] gif = new GifBytes(40, 20)
                .loops(4)
                .frame(0, 0, 40, 20, GifBytes.RED, 5, GifBytes.KEPT)
                .frame(0, 0, 40, 20, GifBytes.GREEN, 0, GifBytes.KEPT)
                .frame(20, 0, 20, 20, GifBytes.BLUE, 200, GifBytes.KEPT)
                .end();

        EncodedImage image = rendered(gif, Variant.fit("small", 20, 20));
        Film film = Film.of(image.content().bytes());

        assertThat(List.of(image.width(), image.height())).containsExactly(20, 10);
        assertThat(film.times).containsExactly(5, 10, 200);
        assertThat(film.again).isEqualTo(4);
        assertThat(seen(film, 5, 5)).containsExactly(RED, GREEN, GREEN);
        assertThat(seen(film, 15, 5)).containsExactly(RED, GREEN, BLUE);
    }

    @Test
    void whatAFrameCoveredComesBackOrBecomesTransparent() throws IOException {
        byte[] gif = new GifBytes(30, 30)
                .frame(0, 0, 30, 30, GifBytes.RED, 10, GifBytes.KEPT)
                .frame(0, 0, 10, 30, GifBytes.GREEN, 10, GifBytes.TAKEN_BACK)
                .frame(10, 0, 10, 30, GifBytes.BLUE, 10, GifBytes.CLEARED)
                .frame(20, 0, 20, 50, GifBytes.GREEN, 10, GifBytes.KEPT)
                .end();

        Film film = Film.of(animated(gif, 30));

        assertThat(seen(film, 5, 15)).containsExactly(RED, GREEN, RED, RED);
        assertThat(seen(film, 15, 15)).containsExactly(RED, RED, BLUE, CLEAR);
        assertThat(seen(film, 25, 15)).containsExactly(RED, RED, RED, GREEN);
        assertThat(film.again).as("played once").isEqualTo(-1);
    }

    @Test
    void whatIsTransparentShowsWhatWasThere() throws IOException {
        byte[] gif = new GifBytes(20, 20)
                .loops(0)
                .frame(5, 5, 10, 10, GifBytes.RED, 10, GifBytes.CLEARED)
                .frame(0, 0, 8, 20, GifBytes.BLUE, 10, GifBytes.KEPT)
                .frame(0, 0, 20, 20, 0, 10, GifBytes.KEPT)
                .frame(10, 0, 10, 20, GifBytes.GREEN, 10, GifBytes.KEPT)
                .end();

        Film film = Film.of(animated(gif, 20));

        assertThat(film.times)
                .as("a frame that changes nothing only takes time")
                .containsExactly(10, 20, 10);
        assertThat(seen(film, 10, 10)).containsExactly(RED, CLEAR, GREEN);
        assertThat(seen(film, 2, 2)).containsExactly(CLEAR, BLUE, BLUE);
        assertThat(film.again).isZero();
    }

    @Test
    void formatsThatCannotMoveHaveTheFirstFrameAndSoDoVariantsThatDoNotAsk() throws IOException {
        byte[] gif = new GifBytes(8, 8)
                .frame(0, 0, 8, 8, GifBytes.RED, 10, GifBytes.KEPT)
                .frame(0, 0, 8, 8, GifBytes.BLUE, 10, GifBytes.KEPT)
                .end();
        Variant moving = Variant.fit("moving", 8, 8)
                .formats(ImageFormat.PNG, ImageFormat.GIF, ImageFormat.JPEG)
                .animated();
        Variant still = Variant.fit("still", 8, 8).formats(ImageFormat.GIF);

        Rendered rendered = engine.render(
                ImageContent.of(gif), new RenderRequest(List.of(moving, still), 8, java.util.Optional.empty()));

        assertThat(rendered.images())
                .extracting(EncodedImage::format)
                .containsExactly(ImageFormat.PNG, ImageFormat.GIF, ImageFormat.JPEG, ImageFormat.GIF);
        assertThat(Film.of(rendered.images().get(1).content().bytes()).screens).hasSize(2);
        assertThat(Film.of(rendered.images().get(3).content().bytes()).screens).hasSize(1);
        for (EncodedImage image : rendered.images()) {
            int first = Pictures.decoded(image.content()).getRGB(4, 4);
            assertThat(Colours.distance(first, RED)).as("%s", image).isLessThan(4);
        }
        assertThat(rendered.sample().orElseThrow().at(4, 4)).isEqualTo(RED);
    }

    @Test
    void onePictureIsNoAnimation() throws IOException {
        byte[] gif = new GifBytes(8, 8)
                .loops(0)
                .frame(0, 0, 8, 8, GifBytes.RED, 10, GifBytes.KEPT)
                .end();

        Film film = Film.of(animated(gif, 8));

        assertThat(film.screens).hasSize(1);
        assertThat(film.again).isEqualTo(-1);
    }

    @Test
    void aCutAndABoxAreTheSameForAllFrames() throws IOException {
        byte[] gif = new GifBytes(40, 20)
                .frame(0, 0, 40, 20, GifBytes.RED, 10, GifBytes.KEPT)
                .frame(0, 0, 20, 20, GifBytes.BLUE, 10, GifBytes.KEPT)
                .end();

        Film cut = Film.of(rendered(gif, Variant.square("cut", 10)).content().bytes());
        Film padded = Film.of(rendered(gif, Variant.pad("box", 20, 20).background(0x00FF00))
                .content()
                .bytes());

        assertThat(seen(cut, 1, 5)).containsExactly(RED, BLUE);
        assertThat(seen(cut, 8, 5)).containsExactly(RED, RED);
        assertThat(seen(padded, 1, 1)).containsExactly(GREEN, GREEN);
        assertThat(seen(padded, 1, 10)).containsExactly(RED, BLUE);
    }

    @Test
    void aHundredThousandFramesAreRefusedUnseen() {
        GifBytes gif = new GifBytes(1, 1);
        for (int i = 0; i < 100_000; i++) {
            gif.frame(0, 0, 1, 1, GifBytes.RED, 0, GifBytes.KEPT);
        }
        ImageContent content = ImageContent.of(gif.end());

        assertThatThrownBy(() -> engine.inspect(content))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining("101 frames, the limit is 100");
    }

    @Test
    void anAnimationEndsBeforeTheFrameThatIsNotWhole() throws IOException {
        GifBytes gif = new GifBytes(30, 30).frame(0, 0, 30, 30, GifBytes.RED, 10, GifBytes.KEPT);
        int first = gif.length();
        gif.frame(0, 0, 30, 30, GifBytes.BLUE, 10, GifBytes.KEPT);
        int second = gif.length();
        byte[] whole =
                gif.frame(0, 0, 30, 30, GifBytes.GREEN, 10, GifBytes.KEPT).end();

        for (int length = second; length < whole.length - 20; length += 7) {
            Film film = Film.of(animated(Arrays.copyOf(whole, length), 30));
            assertThat(seen(film, 15, 15)).as("%d bytes", length).containsExactly(RED, BLUE);
        }
        assertThatThrownBy(() -> animated(Arrays.copyOf(whole, first - 20), 30))
                .isInstanceOf(ImageRejectedException.class);
    }

    @Test
    void bentAnimationsEndInAnythingButAnError() throws IOException {
        byte[] whole = new GifBytes(16, 16)
                .loops(0)
                .frame(0, 0, 16, 16, GifBytes.RED, 10, GifBytes.KEPT)
                .frame(4, 4, 8, 8, GifBytes.BLUE, 10, GifBytes.TAKEN_BACK)
                .frame(2, 2, 8, 8, GifBytes.GREEN, 10, GifBytes.CLEARED)
                .end();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] bent = whole.clone();
            for (int flips = 0; flips < 3; flips++) {
                bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            }
            try {
                Film.of(animated(bent, 16));
            } catch (ImageRejectedException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void anInterruptEndsItBetweenFrames() throws IOException {
        GifBytes gif = new GifBytes(4, 4)
                .frame(0, 0, 4, 4, GifBytes.RED, 10, GifBytes.KEPT)
                .frame(0, 0, 4, 4, GifBytes.BLUE, 10, GifBytes.KEPT);
        Header header = GifHeader.read(gif.end(), DecodeLimits.standard());
        Motion motion = new Motion(header, header.animation().orElseThrow(), null, new Cores(1));
        Variant variant = Variant.fit("small", 4, 4);
        motion.add(new MovingOutput(variant, new Window(0, 0, 4, 4, 4, 4), new GifFrameWriter(4, 4, 0)));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(motion::play).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anAnimatedPngIsOneToo() throws IOException {
        byte[] red = rows(10, RED);
        byte[] halfBlue = rows(4, 0x800000FF);
        byte[] png = Pictures.png(10, 10, 8, 6, red);
        int data = 8 + 25;
        int end = png.length - 12;
        byte[] animated = Pictures.joined(
                Arrays.copyOf(png, data),
                Pictures.chunk(
                        "acTL", ByteBuffer.allocate(8).putInt(3).putInt(2).array()),
                control(0, 10, 0, 0, 1, 10, 0, 0),
                Arrays.copyOfRange(png, data, end),
                control(1, 4, 2, 2, 50, 0, 2, 1),
                Pictures.chunk("fdAT", Pictures.joined(new byte[] {0, 0, 0, 2}, Pictures.deflated(halfBlue))),
                control(3, 4, 6, 6, 30, 1000, 1, 0),
                Pictures.chunk("fdAT", Pictures.joined(new byte[] {0, 0, 0, 4}, Pictures.deflated(halfBlue))),
                Arrays.copyOfRange(png, end, png.length));

        Film film = Film.of(animated(animated, 10));

        assertThat(film.times).containsExactly(10, 50, 3);
        assertThat(film.again).isEqualTo(1);
        assertThat(seen(film, 0, 0)).containsExactly(RED, RED, RED);
        assertThat(seen(film, 4, 4)).containsExactly(RED, 0xFF7F0080, RED);
        assertThat(seen(film, 8, 8)).containsExactly(RED, RED, BLUE);
    }

    private static byte[] rows(int side, int argb) {
        ByteBuffer rows = ByteBuffer.allocate(side * (1 + 4 * side));
        for (int y = 0; y < side; y++) {
            rows.put((byte) 0);
            for (int x = 0; x < side; x++) {
                rows.putInt(Integer.rotateLeft(argb, 8));
            }
        }
        return rows.array();
    }

    private static byte[] control(int number, int side, int x, int y, int above, int below, int disposal, int blend) {
        ByteBuffer body = ByteBuffer.allocate(26).putInt(number).putInt(side).putInt(side);
        body.putInt(x).putInt(y).putShort((short) above).putShort((short) below);
        body.put((byte) disposal).put((byte) blend);
        return Pictures.chunk("fcTL", body.array());
    }

    @Test
    void aGifOfManyColoursIsNearTheOriginal() throws IOException {
        BufferedImage colourful = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256 * 256; i++) {
            int x = i % 256;
            int y = i / 256;
            colourful.setRGB(x, y, new Color(x, y, (x + y) / 2).getRGB());
        }
        EncodedImage image = still(Pictures.encoded(colourful, "png"), 256);

        BufferedImage seen = Pictures.decoded(image.content());

        assertThat(mean(seen, 40, 200, 16)).isEqualTo(mean(colourful, 40, 200, 16), within(3.0));
        assertThat(mean(seen, 200, 30, 16)).isEqualTo(mean(colourful, 200, 30, 16), within(3.0));
        for (int at = 0; at < 256; at += 5) {
            assertThat(Colours.distance(seen.getRGB(at, 255 - at), colourful.getRGB(at, 255 - at)))
                    .isLessThan(48);
        }
    }

    @Test
    void aFewColoursStayExactlyAsTheyAre() throws IOException {
        BufferedImage quarters = Pictures.quarters(50, 30);

        BufferedImage seen =
                Pictures.decoded(still(Pictures.encoded(quarters, "png"), 50).content());

        assertThat(seen.getRGB(0, 0, 50, 30, null, 0, 50)).isEqualTo(quarters.getRGB(0, 0, 50, 30, null, 0, 50));
    }

    @Test
    void noiseFillsTheTableOfCodesAndComesBack() throws IOException {
        BufferedImage noise = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(1);
        for (int i = 0; i < 200 * 200; i++) {
            noise.setRGB(i % 200, i / 200, random.nextInt(8) == 0 ? 0 : 0xFF000000 | random.nextInt(250) * 0x010101);
        }

        BufferedImage seen =
                Pictures.decoded(still(Pictures.encoded(noise, "png"), 200).content());

        for (int i = 0; i < 200 * 200; i++) {
            int pixel = seen.getRGB(i % 200, i / 200);
            assertThat(pixel >>> 24 == 0 ? 0 : pixel).isEqualTo(noise.getRGB(i % 200, i / 200));
        }
    }

    private static double mean(BufferedImage image, int x, int y, int side) {
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            int rgb = image.getRGB(x + i % side, y + i / side);
            sum += (rgb >> 16 & 0xFF) - 2 * (rgb >> 8 & 0xFF) + 4 * (rgb & 0xFF);
        }
        return sum / (side * side);
    }

    private EncodedImage still(byte[] picture, int side) throws IOException {
        Variant variant = Variant.fit("still", side, side).formats(ImageFormat.GIF);
        return engine.render(ImageContent.of(picture), RenderRequest.variants(List.of(variant)))
                .images()
                .get(0);
    }

    private byte[] animated(byte[] picture, int side) throws IOException {
        return rendered(picture, Variant.fit("moving", side, side)).content().bytes();
    }

    private EncodedImage rendered(byte[] picture, Variant variant) throws IOException {
        Variant moving = variant.formats(ImageFormat.GIF).animated();
        return engine.render(ImageContent.of(picture), RenderRequest.variants(List.of(moving)))
                .images()
                .get(0);
    }

    private static List<Integer> seen(Film film, int x, int y) {
        return film.screens.stream()
                .map(screen -> screen.getRGB(x, y))
                .map(argb -> argb >>> 24 == 0 ? 0 : argb)
                .toList();
    }
}
