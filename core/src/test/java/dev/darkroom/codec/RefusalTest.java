// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RefusalTest {
    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            RIFF....WEBPVP8 ....              | this is a WebP picture; this build reads JPEG, PNG, GIF, BMP, TIFF, ICO and some rare formats
            ....ftypavif....                  | this is an AVIF picture
            ....ftypheic....                  | this is a HEIC picture
            ....ftypisom....                  | this is a video
            8BPS....                          | this is a Photoshop picture
            <svg xmlns='.'></svg>             | this is an SVG drawing
            <!DOCTYPE html><html></html>      | not a picture: looks like a web page
            %PDF-1.7 ....                     | not a picture: looks like a PDF document
            Dear Sir or Madam                 | not a picture: looks like text
            """)
    void whatIsNotReadIsNamed(String bytes, String message) {
        ImageRejectedException rejection = rejection(bytes.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(rejection).hasMessageStartingWith(message);
        assertThat(rejection.reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void anEmptyFileIsCalledEmpty() {
        assertThat(rejection(new byte[0])).hasMessage("the file is empty");
    }

    @Test
    void noiseIsNoPicture() {
        byte[] noise = new byte[4096];
        new Random(5).nextBytes(noise);

        assertThat(rejection(noise).reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void aJpegThatClaimsToBeHugeIsRefusedFromItsHeader() throws IOException {
        byte[] jpeg = Pictures.withJpegSize(Pictures.jpeg(Pictures.quarters(16, 16)), 50_000, 50_000);

        assertThat(rejection(jpeg))
                .hasMessage("the picture is too large: 50000 x 50000 pixels, the limit is 16384 a side")
                .extracting(ImageRejectedException::reason)
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aPngThatClaimsToBeHugeIsRefusedFromItsHeader() {
        assertThat(rejection(Pictures.png(50_000, 50_000, 8, 6, new byte[100])).reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aPictureWithoutPixelsIsDamaged() {
        ByteBuffer sgi = ByteBuffer.allocate(600);
        sgi.putShort((short) 474).put((byte) 0).put((byte) 1).putShort((short) 3);
        sgi.putShort((short) 0).putShort((short) 14).putShort((short) 3);

        assertThatThrownBy(() -> engine.inspect(ImageContent.of(sgi.array())))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessage("the SGI data is damaged: its size is 0 x 14");
    }

    @ParameterizedTest
    @ValueSource(ints = {258, 277})
    void aTiffThatHidesHowMuchMemoryItTakesIsDamaged(int tag) {
        ByteBuffer tiff = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 3);
        entry(tiff, 256, 4, 3_000);
        entry(tiff, 257, 4, 3_000);
        entry(tiff, tag, 9, 32);

        assertThat(rejection(tiff.array()))
                .hasMessage("the TIFF data is damaged: its channels or their bits can't be counted");
    }

    @Test
    void aTiffWithThousandsOfTagsOfTheSameBytesIsDamaged() {
        Exif tiff = new Exif().number(256, 10).number(257, 10).number(258, 8).number(262, 1);
        byte[] bytes = Exif.withTagsOfTheSameBytes(tiff.number(273, 8).number(279, 100), 20_000);

        assertThat(rejection(bytes))
                .hasMessage("the TIFF data is damaged: its parts refer to the same bytes again and again");
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    @Test
    void tooManyPixelsWithinTheSidesAreRefusedWithNumbers() {
        assertThat(rejection(Pictures.png(10_000, 6_000, 8, 2, new byte[100])))
                .hasMessage("the picture is too large: 10000 x 6000 is 60000000 pixels, the limit is 50000000");
    }

    @Test
    void aHeaderWithinTheLimitsButWithoutDataIsCutOff() throws IOException {
        byte[] progressive = Pictures.jpeg(Pictures.quarters(16, 16), true);

        assertThat(rejection(Pictures.withJpegSize(progressive, 7_000, 7_000)).reason())
                .isEqualTo(Reason.BROKEN);
        assertThat(rejection(Pictures.png(7_000, 7_000, 16, 6, new byte[100])).reason())
                .isEqualTo(Reason.BROKEN);
    }

    @Test
    void theHostSetsTheLimits() throws IOException {
        ImageEngine strict = ImageEngine.standard(new DecodeLimits(5_000, 100, 3));
        ImageContent wide = ImageContent.of(Pictures.encoded(Pictures.quarters(101, 10), "png"));
        ImageContent large = ImageContent.of(Pictures.encoded(Pictures.quarters(100, 51), "gif"));
        ImageContent fits = ImageContent.of(Pictures.encoded(Pictures.quarters(100, 50), "bmp"));

        assertThatThrownBy(() -> strict.inspect(wide)).hasMessageContaining("101 x 10");
        assertThatThrownBy(() -> strict.inspect(large)).hasMessageContaining("5100 pixels");
        assertThat(strict.inspect(fits).pixels()).isEqualTo(5_000);
    }

    @Test
    void tooManyScansAreRefused() throws IOException {
        byte[] progressive = Pictures.jpeg(Pictures.quarters(64, 64), true);
        ImageEngine strict = ImageEngine.standard(new DecodeLimits(5_000, 100, 3));

        assertThat(engine.inspect(ImageContent.of(progressive)).width()).isEqualTo(64);
        assertThatThrownBy(() -> strict.render(ImageContent.of(progressive), RenderRequest.sample(8)))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("more than 3");
    }

    @Test
    void anAnimationWithTooManyFramesOrPixelsIsRefused() throws IOException {
        byte[] gif = Pictures.encoded(Pictures.quarters(50, 40), "gif");
        byte[] twice = Pictures.withFrameTwice(gif);

        assertThat(engine.inspect(ImageContent.of(twice)).width()).isEqualTo(50);
        assertThatThrownBy(() ->
                        ImageEngine.standard(new DecodeLimits(5_000, 100, 3, 1)).inspect(ImageContent.of(twice)))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("2 frames, the limit is 1");
        assertThatThrownBy(() ->
                        ImageEngine.standard(new DecodeLimits(3_999, 100, 3, 9)).inspect(ImageContent.of(twice)))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("2 frames with 4000 pixels");
    }

    @Test
    void aTiffWithTooManyPagesIsRefused() throws IOException {
        byte[] one = Pictures.encoded(Pictures.quarters(8, 8), "tiff");
        ImageEngine strict = ImageEngine.standard(new DecodeLimits(5_000, 100, 3, 20));

        assertThat(strict.inspect(ImageContent.of(withPages(one, 20))).width()).isEqualTo(8);
        assertThat(strict.inspect(ImageContent.of(withLoop(one))).width()).isEqualTo(8);
        assertThatThrownBy(() -> strict.inspect(ImageContent.of(withPages(one, 21))))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("more than 20 pages");
    }

    /** Adds directories that say nothing behind the first one. */
    private static byte[] withPages(byte[] tiff, int pages) {
        byte[] bytes = Arrays.copyOf(tiff, tiff.length + 6 * (pages - 1));
        ByteBuffer all = inItsOrder(bytes);
        int link = placeOfLink(all);
        for (int at = tiff.length; at < all.limit(); at += 6) {
            all.putInt(link, at);
            link = at + 2;
        }
        return bytes;
    }

    private static byte[] withLoop(byte[] tiff) {
        byte[] bytes = tiff.clone();
        ByteBuffer all = inItsOrder(bytes);
        all.putInt(placeOfLink(all), all.getInt(4));
        return bytes;
    }

    private static int placeOfLink(ByteBuffer tiff) {
        int first = tiff.getInt(4);
        return first + 2 + 12 * tiff.getShort(first);
    }

    private static ByteBuffer inItsOrder(byte[] tiff) {
        return ByteBuffer.wrap(tiff).order(tiff[0] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
    void aTruncatedPictureIsBrokenWhereverItEnds(String format) throws IOException {
        byte[] whole = Pictures.encoded(noisy(), format);

        for (int percent = 3; percent < 95; percent += 7) {
            byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);
            assertThat(rejection(part).reason())
                    .as("%s at %d %%", format, percent)
                    .isEqualTo(Reason.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
    void flippedBytesNeverEndInAnythingButAPictureOrARejection(String format) throws IOException {
        byte[] whole = Pictures.encoded(noisy(), format);
        Random random = new Random(11);

        for (int i = 0; i < 150; i++) {
            byte[] bent = whole.clone();
            for (int flips = 0; flips < 4; flips++) {
                int range = i % 2 == 0 ? Math.min(200, bent.length) : bent.length;
                bent[random.nextInt(range)] = (byte) random.nextInt();
            }
            renderOrReject(bent);
        }
    }

    @Test
    void aJpegThatOnlyLacksItsEndMarkerIsWhole() throws IOException {
        byte[] whole = Pictures.jpeg(Pictures.quarters(40, 40));

        Rendered rendered =
                engine.render(ImageContent.of(Arrays.copyOf(whole, whole.length - 2)), RenderRequest.sample(10));

        assertThat(rendered.sample()).isPresent();
    }

    @Test
    void compressedTextInAPngIsNeverUnpacked() throws IOException {
        byte[] bomb = Pictures.joined("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), packedZeros(300 << 20));
        byte[] rows = new byte[16 * 17];
        byte[] palette = {10, 20, 30};

        byte[] png = Pictures.png(16, 16, 8, 3, rows, Pictures.chunk("zTXt", bomb), Pictures.chunk("PLTE", palette));

        Pixels seen = engine.render(ImageContent.of(png), RenderRequest.sample(16))
                .sample()
                .orElseThrow();
        assertThat(seen.at(5, 5)).isEqualTo(0xFF0A141E);
    }

    @Test
    void aMissingFileIsNoFaultOfThePicture(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.png"), Pictures.encoded(Pictures.quarters(4, 4), "png"));
        ImageContent content = ImageContent.of(file);
        Files.delete(file);

        assertThatThrownBy(() -> engine.inspect(content)).isInstanceOf(NoSuchFileException.class);
    }

    private static byte[] packedZeros(int length) {
        Deflater deflater = new Deflater();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        byte[] buffer = new byte[1 << 16];
        for (int done = 0; done < length; done += zeros.length) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static BufferedImage noisy() {
        BufferedImage picture = Pictures.quarters(120, 90);
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            picture.setRGB(random.nextInt(120), random.nextInt(90), random.nextInt(0x1000000));
        }
        return picture;
    }

    private void renderOrReject(byte[] bytes) throws IOException {
        try {
            engine.render(ImageContent.of(bytes), RenderRequest.sample(20));
        } catch (ImageRejectedException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    private ImageRejectedException rejection(byte[] bytes) {
        ImageRejectedException rejection = catchThrowableOfType(
                ImageRejectedException.class, () -> engine.render(ImageContent.of(bytes), RenderRequest.sample(10)));
        assertThat(rejection).as("rejection of %d bytes", bytes.length).isNotNull();
        return rejection;
    }
}
