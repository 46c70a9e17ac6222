// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.Variant;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
    private static final int CLEAR = 0;

    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void coloursSurviveEveryFormat(String format) throws IOException {
        BufferedImage picture = Pictures.plain(40, 30, BufferedImage.TYPE_INT_RGB, new Color(0x3366CC));

        assertThat(Colours.distance(centre(Pictures.encoded(picture, format)), 0x3366CC))
                .isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "tiff", "bmp"})
    void grayIsNotBrightened(String format) throws IOException {
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        int[] level = {77};
        for (int i = 0; i < 40 * 30; i++) {
            picture.getRaster().setPixel(i % 40, i / 40, level);
        }

        assertThat(Colours.distance(centre(Pictures.encoded(picture, format)), 0x4D4D4D))
                .isLessThan(3);
    }

    @Test
    void sixteenBitsAreReducedToEight() throws IOException {
        BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 400; i++) {
            picture.getRaster().setPixel(i % 20, i / 20, new int[] {0x4D80});
        }

        assertThat(Colours.distance(centre(Pictures.encoded(picture, "png")), 0x4D4D4D))
                .isLessThan(2);
    }

    @Test
    void theTransparentColourOfAPngWithoutAlphaIsTransparent() throws IOException {
        byte[] rows = new byte[16 * (1 + 16 * 6)];
        ByteBuffer pixels = ByteBuffer.wrap(rows);
        for (int y = 0; y < 16; y++) {
            pixels.put((byte) 0);
            for (int x = 0; x < 16; x++) {
                pixels.putShort((short) (x < 8 ? 0x1234 : 0x1235))
                        .putShort((short) 0x8000)
                        .putShort((short) 0xFFFF);
            }
        }
        byte[] key = {0x12, 0x34, (byte) 0x80, 0, (byte) 0xFF, (byte) 0xFF};

        Rendered rendered = engine.render(
                ImageContent.of(Pictures.png(16, 16, 16, 2, rows, Pictures.chunk("tRNS", key))),
                RenderRequest.sample(16));

        assertThat(rendered.info().alpha()).isTrue();
        assertThat(rendered.sample().orElseThrow().at(3, 8)).isEqualTo(CLEAR);
        assertThat(rendered.sample().orElseThrow().at(12, 8)).isEqualTo(0xFF1280FF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "png"})
    void transparentPartsOfAPaletteShowTheBackgroundAndNotBlack(String format) throws IOException {
        byte[] red = {0, (byte) 255};
        byte[] none = {0, 0};
        BufferedImage picture = new BufferedImage(
                40, 40, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, none, none, 0));
        for (int i = 0; i < 800; i++) {
            picture.getRaster().setPixel(i % 40, i / 40, new int[] {1});
        }
        Variant variant = Variant.fit("v", 40, 40).background(0x20C040).quality(95);

        EncodedImage image = engine.render(
                        ImageContent.of(Pictures.encoded(picture, format)), RenderRequest.variants(List.of(variant)))
                .images()
                .get(0);

        BufferedImage seen = Pictures.decoded(image.content());
        assertThat(Colours.distance(seen.getRGB(20, 5), 0xFF0000)).isLessThan(10);
        assertThat(Colours.distance(seen.getRGB(20, 35), 0x20C040)).isLessThan(10);
    }

    @Test
    void alphaStaysInAPng() throws IOException {
        BufferedImage picture = Pictures.plain(40, 40, BufferedImage.TYPE_INT_ARGB, new Color(200, 100, 50, 128));

        EncodedImage image = engine.render(
                        ImageContent.of(Pictures.encoded(picture, "png")),
                        RenderRequest.variants(List.of(Variant.fit("v", 20, 20).png())))
                .images()
                .get(0);

        int seen = Pictures.decoded(image.content()).getRGB(10, 10);
        assertThat(seen >>> 24).isEqualTo(128);
        assertThat(Colours.distance(seen, 0xC86432)).isLessThan(3);
    }

    @Test
    void theHiddenColourOfTransparentPixelsMakesNoFringe() throws IOException {
        BufferedImage picture = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 100 * 100; i++) {
            picture.setRGB(i % 100, i / 100, 0x00FFFFFF);
        }
        Pictures.fill(picture, 33, 0, 67, 100, 0x204060);
        byte[] png = Pictures.encoded(picture, "png");

        Rendered rendered = engine.render(
                ImageContent.of(png),
                RenderRequest.variants(List.of(Variant.fit("v", 31, 31).background(0x204060)))
                        .and(RenderRequest.sample(31)));

        for (int argb : rendered.sample().orElseThrow().toArray()) {
            if (argb >>> 24 > 64) {
                assertThat(Colours.distance(argb, 0x204060)).isLessThan(7);
            }
        }
        BufferedImage flat = Pictures.decoded(rendered.images().get(0).content());
        for (int x = 0; x < 31; x++) {
            assertThat(Colours.distance(flat.getRGB(x, 15), 0x204060)).isLessThan(7);
        }
    }

    @Test
    void aProfileThatSaysSrgbChangesNothing() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(64, 48));
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] name = Pictures.joined("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), new byte[] {1, 1});
        byte[] marked = Pictures.withSegment(jpeg, 0xE2, Pictures.joined(name, srgb));
        RenderRequest request = RenderRequest.variants(List.of(Variant.fit("v", 32, 32)));

        byte[] plain = engine.render(ImageContent.of(jpeg), request)
                .images()
                .get(0)
                .content()
                .bytes();
        byte[] same = engine.render(ImageContent.of(marked), request)
                .images()
                .get(0)
                .content()
                .bytes();

        assertThat(same).isEqualTo(plain);
    }

    @Test
    void anEmbeddedProfileIsBroughtToSrgb() throws IOException {
        BufferedImage picture = Pictures.plain(20, 20, BufferedImage.TYPE_INT_RGB, new Color(0x808080));
        byte[] jpeg = Pictures.jpeg(picture);
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] name = Pictures.joined("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), new byte[] {1, 1});

        byte[] marked = Pictures.withSegment(jpeg, 0xE2, Pictures.joined(name, linear));

        assertThat(Colours.distance(centre(jpeg), 0x808080)).isLessThan(3);
        assertThat(Colours.distance(centre(marked), 0xBCBCBC)).isLessThan(4);
    }

    @Test
    void aProfileOfNoiseIsLeftAside() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.plain(20, 20, BufferedImage.TYPE_INT_RGB, new Color(0x808080)));
        byte[] name = Pictures.joined("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), new byte[] {1, 1});
        byte[] noise = new byte[500];
        new Random(7).nextBytes(noise);

        assertThat(Colours.distance(centre(Pictures.withSegment(jpeg, 0xE2, Pictures.joined(name, noise))), 0x808080))
                .isLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void aJpegWithoutMarkersIsYCbCrHoweverItsChannelsAreNumbered(int firstId) throws IOException {
        byte[] bare = Pictures.withoutApplicationSegments(rawJpeg(76, 85, 255)); // red
        int frame = Pictures.frameOf(bare) + 10;
        int scan = new String(bare, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00DA\0\f\3") + 5;
        for (int i = 0; i < 3; i++) {
            bare[frame + 3 * i] = (byte) (firstId + i);
            bare[scan + 2 * i] = (byte) (firstId + i);
        }

        assertThat(Colours.distance(centre(bare), 0xFE0000)).isLessThan(6);
    }

    @Test
    void aJpegThatAdobeMarksAsRgbIsRgb() throws IOException {
        byte[] bare = Pictures.withoutApplicationSegments(rawJpeg(200, 100, 50));
        byte[] mark =
                Pictures.joined("Adobe".getBytes(StandardCharsets.ISO_8859_1), new byte[] {0, 100, 0, 0, 0, 0, 0});

        assertThat(Colours.distance(centre(Pictures.withSegment(bare, 0xEE, mark)), 0xC86432))
                .isLessThan(6);
    }

    @Test
    void inksWithoutAProfileAreMixedAsBrowsersDo() throws IOException {
        byte[] cmyk = rawJpeg(10, 20, 30, 40);

        assertThat(Colours.distance(centre(cmyk), 0xCFC6BE)).isLessThan(6);
    }

    @Test
    void aGifFrameLiesWhereTheScreenSaysIt() throws IOException {
        byte[] gif = Pictures.encoded(Pictures.plain(10, 10, BufferedImage.TYPE_INT_RGB, Color.RED), "gif");
        gif[6] = 30; // the screen's width
        gif[8] = 20;
        int frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0\n\0\n\0");
        gif[frame + 1] = 20;
        gif[frame + 3] = 10;

        Rendered rendered = engine.render(ImageContent.of(gif), RenderRequest.sample(30));

        Pixels seen = rendered.sample().orElseThrow();
        assertThat(List.of(seen.width(), seen.height())).containsExactly(30, 20);
        assertThat(seen.at(5, 5)).isEqualTo(CLEAR);
        assertThat(seen.at(25, 15)).isEqualTo(0xFFFF0000);
    }

    private int centre(byte[] bytes) throws IOException {
        Pixels seen = engine.render(ImageContent.of(bytes), RenderRequest.sample(16))
                .sample()
                .orElseThrow();
        return seen.at(seen.width() / 2, seen.height() / 2);
    }

    /** A JPEG whose channels are exactly these, whatever they mean. */
    private static byte[] rawJpeg(int... channels) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, channels.length, null);
        for (int i = 0; i < 32 * 32; i++) {
            raster.setPixel(i % 32, i / 32, channels);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
