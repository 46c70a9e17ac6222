// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.codec.Exif;
import dev.darkroom.codec.Pictures;
import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MetadataReaderTest {
    private static final int DESCRIPTION = 0x010E;
    private static final int MAKE = 0x010F;
    private static final int MODEL = 0x0110;
    private static final int SOFTWARE = 0x0131;
    private static final int EXPOSURE_TIME = 0x829A;
    private static final int APERTURE = 0x829D;
    private static final int ISO = 0x8827;
    private static final int TAKEN = 0x9003;
    private static final int OFFSET = 0x9011;
    private static final int FLASH = 0x9209;
    private static final int LENS = 0xA434;

    @Test
    void aCameraTellsWhenWhereAndHow() throws IOException {
        Exif details = new Exif()
                .fractions(EXPOSURE_TIME, 1, 250)
                .fractions(APERTURE, 28, 10)
                .number(ISO, 200)
                .text(TAKEN, "2026:11:21 09:30:00")
                .text(OFFSET, "+01:00")
                .number(FLASH, 16)
                .text(LENS, "EF 50mm");
        Exif exif = new Exif()
                .text(MAKE, " Canon ")
                .text(MODEL, "EOS R5")
                .details(details)
                .gps(gps("N", 48, "E", 2));

        Metadata.Facts facts = read(Pictures.withExif(jpeg(), exif.bytes()));

        assertThat(facts.taken())
                .isEqualTo(new Metadata.Taken(LocalDateTime.of(2026, 11, 21, 9, 30), ZoneOffset.ofHours(1)));
        assertThat(facts.camera()).isEqualTo(new Metadata.Camera("Canon", "EOS R5", "EF 50mm", null));
        assertThat(facts.exposure()).isEqualTo(new Metadata.Exposure(0.004, 2.8, 200, null, null, false));
        assertThat(facts.place().latitude()).isCloseTo(48.505, within(1e-9));
        assertThat(facts.place().longitude()).isCloseTo(2.505, within(1e-9));
        assertThat(facts.place().altitude()).isEqualTo(35.5);
        assertThat(facts.credits()).isNull();
    }

    @Test
    void southAndWestAreNegative() throws IOException {
        Metadata.Facts facts = read(
                Pictures.withExif(jpeg(), new Exif().gps(gps("S", 33, "W", 70)).bytes()));

        assertThat(facts.place().latitude()).isCloseTo(-33.505, within(1e-9));
        assertThat(facts.place().longitude()).isCloseTo(-70.505, within(1e-9));
    }

    @Test
    void aPlaceThatCannotBeIsNoPlace() throws IOException {
        Exif nowhere = new Exif()
                .text(1, "N")
                .fractions(2, 0, 1, 0, 1, 0, 1)
                .text(3, "E")
                .fractions(4, 0, 1, 0, 1, 0, 1);

        assertThat(read(Pictures.withExif(jpeg(), new Exif().gps(nowhere).bytes()))
                        .place())
                .isNull();
        assertThat(read(Pictures.withExif(
                                jpeg(), new Exif().gps(gps("N", 95, "E", 2)).bytes()))
                        .place())
                .isNull();
        assertThat(read(Pictures.withExif(
                                jpeg(), new Exif().gps(gps("N", 48, "E", 200)).bytes()))
                        .place())
                .isNull();
    }

    @Test
    void aClockThatWasNeverSetIsNoTime() throws IOException {
        Exif details = new Exif().text(TAKEN, "0000:00:00 00:00:00");

        assertThat(read(Pictures.withExif(jpeg(), new Exif().details(details).bytes()))
                        .taken())
                .isNull();
    }

    @Test
    void textIsCleanedAndNotEndless() throws IOException {
        Exif exif = new Exif()
                .text(DESCRIPTION, "  a\u0007 b\nc " + "x".repeat(5000))
                .text(SOFTWARE, " \u0001 ");

        Metadata.Facts facts = read(Pictures.withExif(jpeg(), exif.bytes()));

        assertThat(facts.credits().description()).startsWith("a b c xxx").hasSizeLessThanOrEqualTo(2000);
        assertThat(facts.camera()).isNull();
    }

    @Test
    void aPngMayHaveExifToo() throws IOException {
        byte[] png = Pictures.encoded(Pictures.quarters(8, 8), "png");
        byte[] chunk = Pictures.chunk("eXIf", new Exif().text(MAKE, "Sony").bytes());

        Metadata.Facts facts =
                read(Pictures.joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length)));

        assertThat(facts.camera().make()).isEqualTo("Sony");
    }

    @Test
    void iptcGivesTitleAndCredits() throws IOException {
        byte[] title = "Harbour".getBytes(StandardCharsets.ISO_8859_1);
        byte[] records = Pictures.joined(new byte[] {0x1C, 2, 5, 0, (byte) title.length}, title);
        byte[] resource = Pictures.joined(
                "Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1),
                "8BIM".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {4, 4, 0, 0, 0, 0, 0, (byte) records.length},
                records);

        assertThat(read(Pictures.withSegment(jpeg(), 0xED, resource)).credits().title())
                .isEqualTo("Harbour");
    }

    @Test
    void aPictureWithoutMetadataHasNoFacts() throws IOException {
        assertThat(read(jpeg())).isEqualTo(Metadata.Facts.none());
        assertThat(read(Pictures.encoded(Pictures.quarters(8, 8), "gif"))).isEqualTo(Metadata.Facts.none());
        assertThat(read(new byte[0])).isEqualTo(Metadata.Facts.none());
    }

    @Test
    void damagedMetadataNeverThrows() throws IOException {
        byte[] exif = new Exif()
                .text(MAKE, "Canon Inc.")
                .details(new Exif().text(TAKEN, "2026:11:21 09:30:00").fractions(EXPOSURE_TIME, 1, 250))
                .gps(gps("N", 48, "E", 2))
                .bytes();
        Random random = new Random(6);
        for (int i = 0; i < 2000; i++) {
            byte[] bent = exif.clone();
            for (int flips = 0; flips < 3; flips++) {
                bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            }
            assertThat(read(Pictures.withExif(jpeg(), bent))).isNotNull();
        }
    }

    private static Exif gps(String north, int latitude, String east, int longitude) {
        return new Exif()
                .text(1, north)
                .fractions(2, latitude, 1, 30, 1, 18, 1)
                .text(3, east)
                .fractions(4, longitude, 1, 30, 1, 18, 1)
                .octet(5, 0)
                .fractions(6, 355, 10);
    }

    private static byte[] jpeg() throws IOException {
        return Pictures.jpeg(Pictures.quarters(16, 16));
    }

    private static Metadata.Facts read(byte[] bytes) throws IOException {
        return MetadataReader.read(ImageContent.of(bytes));
    }
}
