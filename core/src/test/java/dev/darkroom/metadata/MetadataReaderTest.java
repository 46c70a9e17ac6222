// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.codec.Exif;
import dev.darkroom.codec.Pictures;
import dev.darkroom.image.ImageContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
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
    void ofPhotoshopsResourcesInATiffOnlyIptcIsRead() throws IOException {
        byte[] records = {0x1C, 2, 5, 0, 1, 'H'};
        byte[] broken = xmp("<dc:title>\u00fc").getBytes(StandardCharsets.ISO_8859_1);
        byte[] resources = Pictures.joined(resource(0x0424, broken), resource(0x0404, records));
        byte[] tiff = new Exif().block(0x8649, resources).block(0x02BC, broken).bytes();
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(read(tiff).credits().title()).isEqualTo("H");
        } finally {
            System.setErr(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static byte[] resource(int id, byte[] body) {
        return ByteBuffer.allocate(12 + body.length + body.length % 2)
                .put("8BIM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) id)
                .putShort((short) 0)
                .putInt(body.length)
                .put(body)
                .array();
    }

    @Test
    void thousandsOfTagsOfTheSameBytesTakeLittleMemory() throws IOException {
        Exif camera = new Exif().text(MAKE, "Sony");
        byte[] tiff = Exif.withTagsOfTheSameBytes(camera, 20_000);

        assertThat(read(tiff).camera().make()).isEqualTo("Sony");
    }

    @Test
    void xmpFillsWhatIsMissing() throws IOException {
        String packet = xmp("""
                <rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
                    xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:CreateDate="2025-03-01T10:20:30.5+05:45"
                    exif:GPSLatitude="33,30.3S" exif:GPSLongitude="70,30,18W" exif:GPSAltitude="71/2">
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title>
                  <dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>ship</rdf:li></rdf:Bag></dc:subject>
                  <dc:rights>\u00a9 Ann</dc:rights>
                </rdf:Description>""");
        byte[] jpeg = Pictures.withSegment(jpeg(), 0xE1, xmpSegment(packet));

        Metadata.Facts facts =
                read(Pictures.withExif(jpeg, new Exif().text(MAKE, "Sony").bytes()));

        assertThat(facts.camera().make()).isEqualTo("Sony");
        assertThat(facts.taken().instant()).contains(Instant.parse("2025-03-01T04:35:30.5Z"));
        assertThat(facts.place()).isEqualTo(new Metadata.Place(-33.505, -70.505, 35.5));
        assertThat(facts.credits())
                .isEqualTo(new Metadata.Credits("Harbour", null, null, "\u00a9 Ann", List.of("sea", "ship")));
    }

    @Test
    void xmpInPngAndWebpIsReadToo() throws IOException {
        byte[] packet = xmp("<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Model='X100'/>")
                .getBytes(StandardCharsets.UTF_8);
        byte[] png = Pictures.encoded(Pictures.quarters(8, 8), "png");
        byte[] chunk = Pictures.chunk(
                "iTXt", Pictures.joined("XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1), packet));
        byte[] webp = ByteBuffer.allocate(20 + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(12 + packet.length)
                .put("WEBPXMP ".getBytes(StandardCharsets.US_ASCII))
                .putInt(packet.length)
                .put(packet)
                .array();

        assertThat(read(Pictures.joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length)))
                        .camera()
                        .model())
                .isEqualTo("X100");
        assertThat(read(webp).camera().model()).isEqualTo("X100");
    }

    @Test
    void xmpInATiffIsReadToo() throws IOException {
        byte[] tiff = new Exif()
                .text(0x02BC, xmp("<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Model='X100'/>"))
                .bytes();

        assertThat(read(tiff).camera().model()).isEqualTo("X100");
    }

    @Test
    void hostileXmpNeitherReachesOutNorGrows() throws IOException {
        String bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY f SYSTEM 'file:///etc/hostname'>]>";
        String title = "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>&b;&f;</dc:title>"
                + "</rdf:Description>";
        String deep = xmp("<a>".repeat(20_000));

        assertThat(read(Pictures.withSegment(jpeg(), 0xE1, xmpSegment(bomb + xmp(title)))))
                .isEqualTo(Metadata.Facts.none());
        assertThat(read(Pictures.withSegment(jpeg(), 0xE1, xmpSegment(deep.substring(0, 60_000)))))
                .isEqualTo(Metadata.Facts.none());
    }

    @Test
    void aHeicHasExifInItsItems() throws IOException {
        byte[] exif = new Exif().text(MAKE, "Apple").bytes();

        assertThat(read(heif(exif)).camera().make()).isEqualTo("Apple");
    }

    @Test
    void damagedHeicNeverThrows() throws IOException {
        byte[] heif = heif(new Exif().text(MAKE, "Apple").bytes());
        Random random = new Random(8);
        for (int i = 0; i < 3000; i++) {
            byte[] bent = heif.clone();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            assertThat(read(Arrays.copyOf(bent, bent.length - random.nextInt(20))))
                    .isNotNull();
        }
    }

    @Test
    void theSatellitesClockTellsTheZone() throws IOException {
        Exif details = new Exif().text(TAKEN, "2026:11:21 09:30:12");

        assertThat(takenWith(details, 2, 0, 10).offset()).isEqualTo(ZoneOffset.ofHoursMinutes(7, 30));
        assertThat(takenWith(details, 8, 17, 0).offset()).as("an earlier fix").isNull();
    }

    private static Metadata.Taken takenWith(Exif details, int hour, int minute, int second) throws IOException {
        Exif clock = new Exif().fractions(7, hour, 1, minute, 1, second, 1).text(29, "2026:11:21");
        return read(Pictures.withExif(
                        jpeg(), new Exif().details(details).gps(clock).bytes()))
                .taken();
    }

    private static String xmp(String description) {
        return "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" + description
                + "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    }

    private static byte[] xmpSegment(String packet) {
        return ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.UTF_8);
    }

    /** A file with one item, whose bytes stand behind the boxes. */
    private static byte[] heif(byte[] exif) {
        byte[] item = box("infe", new byte[] {2, 0, 0, 0, 0, 7, 0, 0, 'E', 'x', 'i', 'f', 0});
        byte[] items = box("iinf", Pictures.joined(new byte[] {0, 0, 0, 0, 0, 1}, item));
        int placesLength = 8 + 16 + 8;
        int start = 16 + 12 + items.length + placesLength;
        byte[] places = box(
                "iloc",
                ByteBuffer.allocate(24)
                        .put(new byte[] {1, 0, 0, 0, 0x44, 0, 0, 1, 0, 7, 0, 0, 0, 0, 0, 1})
                        .putInt(start)
                        .putInt(exif.length + 4)
                        .array());
        byte[] meta = box("meta", Pictures.joined(new byte[4], items, places));
        return Pictures.joined(box("ftyp", "heicmif1".getBytes(StandardCharsets.US_ASCII)), meta, new byte[4], exif);
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
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
