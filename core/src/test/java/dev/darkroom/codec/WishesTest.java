// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.adobe.internal.xmp.XMPMeta;
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishesTest {
    private static final int P3 = 12;
    private static final int ROTATED = 6;

    private final ImageEngine engine = ImageEngine.standard();

    private byte[] made(byte[] picture, Variant variant) throws IOException {
        return engine.render(ImageContent.of(picture), RenderRequest.variants(List.of(variant)))
                .images()
                .get(0)
                .content()
                .bytes();
    }

    private int centre(byte[] picture) throws IOException {
        Pixels seen = engine.render(ImageContent.of(picture), RenderRequest.sample(16))
                .sample()
                .orElseThrow();
        return seen.at(seen.width() / 2, seen.height() / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aJpegIsProgressiveOnlyWhereThatIsWished(String from) throws IOException {
        byte[] picture = Pictures.encoded(Pictures.quarters(120, 90), from);
        Variant variant = Variant.fit("v", 60, 60);

        byte[] progressive = made(picture, variant.progressive());
        byte[] usual = made(picture, variant);

        assertThat(progressive[Pictures.frameOf(progressive) + 1] & 0xFF).isEqualTo(0xC2);
        assertThat(usual[Pictures.frameOf(usual) + 1] & 0xFF).isEqualTo(0xC0);
        assertThat(Pictures.decoded(ImageContent.of(progressive)).getRGB(15, 10))
                .isEqualTo(Pictures.decoded(ImageContent.of(usual)).getRGB(15, 10));
    }

    private static byte[] inP3(BufferedImage picture, ImageFormat format) throws IOException {
        return Profiled.with(picture, format, p3());
    }

    private static byte[] p3() {
        TransferCurve curve = TransferCurve.SRGB;
        return ProfileWriter.rgb(Primaries.ofCode(P3).orElseThrow().toD50(), List.of(curve, curve, curve));
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG"})
    void aKeptProfileMeansTheSameColours(ImageFormat format) throws IOException {
        BufferedImage plain = Pictures.plain(40, 30, BufferedImage.TYPE_INT_RGB, new Color(220, 90, 60));
        for (ImageFormat from : List.of(ImageFormat.JPEG, ImageFormat.PNG)) {
            byte[] picture = inP3(plain, from);
            Variant variant = Variant.fit("v", 20, 20).formats(format).quality(95);

            byte[] kept = made(picture, variant.keepingProfile());
            byte[] converted = made(picture, variant);

            assertThat(Colours.distance(centre(kept), centre(converted))).isLessThan(6);
            assertThat(numbers(kept, format)).isCloseTo(220, within(3));
            assertThat(numbers(converted, format)).isGreaterThan(230);
            assertThat(Profiled.profile(kept, format)).hasSizeLessThan(1100).isNotEmpty();
            assertThat(Profiled.profile(converted, format)).isEmpty();
        }
    }

    /** Returns how red a picture is by its numbers, whatever they mean. */
    private int numbers(byte[] picture, ImageFormat format) throws IOException {
        byte[] bare = Profiled.without(picture, format);
        return (centre(bare) >> 16) & 0xFF;
    }

    @Test
    void aGrayPictureWithAProfileKeepsItsBrightness() throws IOException {
        byte[] gray = Profiled.with(gray(40, 30, 100), ImageFormat.JPEG, ProfileWriter.gray(TransferCurve.power(1.0)));

        for (Variant variant :
                List.of(Variant.fit("v", 20, 20), Variant.fit("v", 20, 20).png())) {
            ImageFormat format = variant.formats().get(0);
            byte[] kept = made(gray, variant.keepingProfile());

            assertThat(Profiled.profile(kept, format)).isNotEmpty();
            assertThat(Colours.distance(centre(kept), centre(gray))).isLessThan(5);
            assertThat(numbers(kept, format)).isCloseTo(100, within(2));
        }
    }

    private static BufferedImage gray(int width, int height, int level) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[width];
        Arrays.fill(row, (byte) level);
        for (int y = 0; y < height; y++) {
            picture.getRaster().setDataElements(0, y, width, 1, row);
        }
        return picture;
    }

    @Test
    void theBackgroundIsTheSameColourInFrontOfAKeptProfile() throws IOException {
        byte[] picture = inP3(Pictures.plain(40, 10, BufferedImage.TYPE_INT_RGB, Color.WHITE), ImageFormat.PNG);

        byte[] kept = made(
                picture, Variant.pad("v", 40, 40).background(0x3366CC).png().keepingProfile());

        Pixels seen = engine.render(ImageContent.of(kept), RenderRequest.sample(40))
                .sample()
                .orElseThrow();
        assertThat(Profiled.profile(kept, ImageFormat.PNG)).isNotEmpty();
        assertThat(Colours.distance(seen.at(20, 2), 0x3366CC)).isLessThan(4);
    }

    @Test
    void aProfileOfSrgbAndOneThatNeedsTablesAreNotKept() throws IOException {
        TransferCurve curve = TransferCurve.SRGB;
        byte[] srgb = ProfileWriter.rgb(Primaries.SRGB.toD50(), List.of(curve, curve, curve));
        byte[] picture = Profiled.with(Pictures.quarters(40, 30), ImageFormat.JPEG, srgb);

        assertThat(Profiled.profile(made(picture, Variant.fit("v", 20, 20).keepingProfile()), ImageFormat.JPEG))
                .isEmpty();
        byte[] table = new String(p3(), StandardCharsets.ISO_8859_1)
                .replace("cprt", "A2B0")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] odd = Profiled.with(Pictures.quarters(40, 30), ImageFormat.JPEG, table);
        assertThat(Profiled.profile(made(odd, Variant.fit("v", 20, 20).keepingProfile()), ImageFormat.JPEG))
                .isEmpty();
    }

    private static BufferedImage checkerboard(int type, int light, int dark) {
        BufferedImage picture = new BufferedImage(128, 96, type);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, (x + y) % 2 == 0 ? light : dark);
            }
        }
        return picture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "turned", "gray"})
    void finePatternsKeepTheirBrightnessInLinearLight(String from) throws IOException {
        int type = from.equals("gray") ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage board = checkerboard(type, 0xFFFFFFFF, 0xFF000000);
        byte[] picture = from.equals("png") ? Pictures.encoded(board, "png") : Pictures.jpeg(board);
        byte[] turned = from.equals("turned") ? Pictures.withExif(picture, Exif.orientation(ROTATED)) : picture;
        Variant quarter = Variant.fit("v", 32, 32).png();

        BufferedImage linear = Pictures.decoded(ImageContent.of(made(turned, quarter.inLinearLight())));
        BufferedImage usual = Pictures.decoded(ImageContent.of(made(turned, quarter)));

        assertThat(linear.getWidth()).isEqualTo(from.equals("turned") ? 24 : 32);
        assertThat(linear.getRGB(12, 12) & 0xFF).isCloseTo(188, within(2));
        assertThat(usual.getRGB(12, 12) & 0xFF).isCloseTo(128, within(2));
    }

    @Test
    void aJpegInLinearLightIsMadeOfLightToo() throws IOException {
        byte[] picture = Pictures.jpeg(checkerboard(BufferedImage.TYPE_INT_RGB, 0xFFFFFF, 0));

        byte[] made = made(picture, Variant.fit("v", 32, 32).inLinearLight());

        assertThat(centre(made) & 0xFF).isCloseTo(188, within(2));
    }

    @Test
    void transparentPixelsAddNoColourInLinearLight() throws IOException {
        byte[] picture = Pictures.encoded(checkerboard(BufferedImage.TYPE_INT_ARGB, 0xFFC08040, 0x0000FF00), "png");

        byte[] made = made(picture, Variant.fit("v", 32, 32).png().inLinearLight());

        int seen = Pictures.decoded(ImageContent.of(made)).getRGB(12, 12);
        assertThat(seen >>> 24).isCloseTo(128, within(1));
        assertThat(Colours.distance(seen, 0xC08040)).isLessThan(4);
    }

    @Test
    void noShadowsAreLostInLinearLight() throws IOException {
        BufferedImage shadows = new BufferedImage(1024, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1024 * 8; i++) {
            shadows.setRGB(i % 1024, i / 1024, (i % 1024) / 32 * 0x010101);
        }

        BufferedImage made = Pictures.decoded(ImageContent.of(made(
                Pictures.encoded(shadows, "png"), Variant.fit("v", 256, 2).png().inLinearLight())));

        for (int level = 0; level < 32; level++) {
            assertThat(made.getRGB(level * 8 + 4, 1) & 0xFF).isEqualTo(level);
        }
    }

    @Test
    void lightIsThatOfThePicturesOwnCurve() throws IOException {
        TransferCurve straight = TransferCurve.power(1);
        byte[] profile = ProfileWriter.rgb(Primaries.SRGB.toD50(), List.of(straight, straight, straight));
        byte[] picture = Profiled.with(checkerboard(BufferedImage.TYPE_INT_RGB, 0xFFFFFF, 0), ImageFormat.PNG, profile);

        byte[] made = made(picture, Variant.fit("v", 32, 32).png().inLinearLight());

        assertThat(centre(made) & 0xFF).as("half the light, in sRGB").isCloseTo(188, within(2));
    }

    private static byte[] signed() throws IOException {
        Exif place = new Exif().text(1, "N").fractions(2, 48, 1, 30, 1, 0, 1);
        Exif exif = new Exif()
                .text(0x010F, "Canon")
                .text(0x013B, "Zo\u00EB <zoe@example.org>")
                .text(0x8298, "\u00A9 2026 Zo\u00EB & friends")
                .number(0x0112, ROTATED)
                .gps(place);
        return Pictures.withExif(Pictures.jpeg(Pictures.quarters(64, 48)), exif.bytes());
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG"})
    void nothingButTheCopyrightIsKept(ImageFormat format) throws Exception {
        byte[] made = made(signed(), Variant.fit("v", 32, 32).formats(format).keepingCopyright());

        Metadata read = ImageMetadataReader.readMetadata(new ByteArrayInputStream(made));
        ExifIFD0Directory exif = read.getFirstDirectoryOfType(ExifIFD0Directory.class);
        XMPMeta xmp = read.getFirstDirectoryOfType(XmpDirectory.class).getXMPMeta();
        String dc = "http://purl.org/dc/elements/1.1/";
        assertThat(exif.getTags()).hasSize(2);
        assertThat(exif.getStringValue(0x013B).toString(StandardCharsets.UTF_8))
                .isEqualTo("Zo\u00EB <zoe@example.org>");
        assertThat(exif.getStringValue(0x8298).toString(StandardCharsets.UTF_8))
                .isEqualTo("\u00A9 2026 Zo\u00EB & friends");
        assertThat(xmp.getArrayItem(dc, "creator", 1).getValue()).isEqualTo("Zo\u00EB <zoe@example.org>");
        assertThat(xmp.getLocalizedText(dc, "rights", "", "x-default").getValue())
                .isEqualTo("\u00A9 2026 Zo\u00EB & friends");
        assertThat(read.getFirstDirectoryOfType(GpsDirectory.class)).isNull();
        assertThat(new String(made, StandardCharsets.ISO_8859_1)).doesNotContain("Canon");
        BufferedImage seen = Pictures.decoded(ImageContent.of(made));
        assertThat(seen.getWidth()).as("turned once").isEqualTo(24);
        assertThat(engine.inspect(ImageContent.of(made)).orientation()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG"})
    void withoutAWishOrAWordNothingIsWritten(ImageFormat format) throws IOException {
        Variant variant = Variant.fit("v", 32, 32).formats(format);
        byte[] unsigned = Pictures.jpeg(Pictures.quarters(64, 48));

        assertThat(new String(made(signed(), variant), StandardCharsets.ISO_8859_1))
                .doesNotContain("xif", "xmp");
        assertThat(made(unsigned, variant.keepingCopyright())).isEqualTo(made(unsigned, variant));
    }

    @Test
    void theCopyrightOfIptcIsKeptToo() throws Exception {
        byte[] text = "by Ada".getBytes(StandardCharsets.UTF_8);
        byte[] record = Pictures.joined(new byte[] {0x1C, 2, 116, 0, (byte) text.length}, text);
        byte[] resource = Pictures.joined(
                "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII),
                "8BIM\4\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII),
                new byte[] {(byte) record.length},
                record);
        byte[] picture = Pictures.withSegment(Pictures.jpeg(Pictures.quarters(64, 48)), 0xED, resource);

        byte[] made = made(picture, Variant.fit("v", 32, 32).keepingCopyright());

        Metadata read = ImageMetadataReader.readMetadata(new ByteArrayInputStream(made));
        assertThat(read.getFirstDirectoryOfType(ExifIFD0Directory.class).getString(0x8298))
                .isEqualTo("by Ada");
    }
}
