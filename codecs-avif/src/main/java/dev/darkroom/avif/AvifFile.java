// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.Enclosed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * ftyp, then meta with one item for the colours and perhaps one for the transparency, then their data; see "AV1 Image
 * File Format" and ISO/IEC 23008-12.
 */
/** An AVIF file around coded pictures. */
final class AvifFile {
    private static final int COLOUR = 1;
    private static final int ALPHA = 2;
    private static final int ESSENTIAL = 0x80;

    private static final int FIRST_BESIDE = 3;
    private static final int HIDDEN = 1;

    /** BT.709 primaries, the curve of sRGB, BT.601 coefficients, full range. */
    private static final int[] SRGB = {1, 13, 6, 0x80};

    /** The same, but a profile tells the primaries and the curve. */
    private static final int[] OF_PROFILE = {2, 2, 6, 0x80};

    private final Planes planes;
    private final List<Coded> items = new ArrayList<>();
    private final List<Beside> besides = new ArrayList<>();
    private Optional<byte[]> profile = Optional.empty();

    /** A coded picture without what a file must not repeat. */
    private record Coded(SequenceHeader sequence, ByteArrayOutputStream data) {}

    /** What is said about the picture: the kind of item, behind its number, and its data. */
    private record Beside(String kind, ByteArrayOutputStream data) {
        static Beside of(String kind, byte[]... parts) {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                data.writeBytes(part);
            }
            return new Beside(kind, data);
        }
    }

    private AvifFile(Planes planes) {
        this.planes = planes;
    }

    static AvifFile of(Planes planes, byte[] colours) {
        AvifFile file = new AvifFile(planes);
        file.items.add(coded(colours));
        return file;
    }

    AvifFile withAlpha(byte[] opacity) {
        items.add(coded(opacity));
        return this;
    }

    /** Adds what stands beside the pixels; EXIF begins with how far away its TIFF is. */
    AvifFile with(Enclosed enclosed) {
        profile = enclosed.profile();
        enclosed.exif().ifPresent(exif -> besides.add(Beside.of("Exif\0", new byte[4], exif)));
        enclosed.xmp().ifPresent(xmp -> besides.add(Beside.of("mime\0application/rdf+xml\0", xmp)));
        return this;
    }

    private static Coded coded(byte[] stream) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        SequenceHeader sequence = null;
        for (Obu unit : Obu.list(stream)) {
            if (unit.type() == Obu.SEQUENCE_HEADER) {
                sequence = SequenceHeader.read(unit.body());
            }
            if (unit.type() != Obu.TEMPORAL_DELIMITER) {
                data.writeBytes(unit.bytes());
            }
        }
        if (sequence == null) {
            throw new IllegalStateException("the AV1 encoder wrote no sequence header");
        }
        return new Coded(sequence, data);
    }

    private boolean hasAlpha() {
        return items.size() == ALPHA;
    }

    byte[] toByteArray() {
        byte[] type = BoxWriter.box(
                "ftyp",
                new BoxWriter().text("avif").u32(0).text("avifmif1miafMA1B").toByteArray());
        int dataStart = type.length + meta(0).length + 8;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        items.forEach(item -> data.writeBytes(item.data.toByteArray()));
        besides.forEach(beside -> data.writeBytes(beside.data.toByteArray()));
        return new BoxWriter()
                .bytes(type)
                .bytes(meta(dataStart))
                .bytes(BoxWriter.box("mdat", data.toByteArray()))
                .toByteArray();
    }

    private byte[] meta(int dataStart) {
        byte[] handler = BoxWriter.full(0, 0)
                .u32(0)
                .text("pict")
                .u32(0)
                .u32(0)
                .u32(0)
                .u8(0)
                .toByteArray();
        return BoxWriter.box(
                "meta",
                BoxWriter.full(0, 0).toByteArray(),
                BoxWriter.box("hdlr", handler),
                BoxWriter.box("pitm", BoxWriter.full(0, 0).u16(COLOUR).toByteArray()),
                locations(dataStart),
                entries(),
                hasAlpha() || !besides.isEmpty() ? references() : new byte[0],
                BoxWriter.box("iprp", properties(), associations()));
    }

    private byte[] locations(int dataStart) {
        BoxWriter body = BoxWriter.full(0, 0).u16(0x4400).u16(items.size() + besides.size());
        int start = dataStart;
        for (int i = 0; i < items.size(); i++) {
            start = location(body, COLOUR + i, start, items.get(i).data.size());
        }
        for (int i = 0; i < besides.size(); i++) {
            start = location(body, FIRST_BESIDE + i, start, besides.get(i).data.size());
        }
        return BoxWriter.box("iloc", body.toByteArray());
    }

    private static int location(BoxWriter body, int id, int start, int length) {
        body.u16(id).u16(0).u16(1).u32(start).u32(length);
        return start + length;
    }

    private byte[] entries() {
        BoxWriter body = BoxWriter.full(0, 0).u16(items.size() + besides.size());
        for (int i = 0; i < items.size(); i++) {
            byte[] entry = BoxWriter.full(2, 0)
                    .u16(COLOUR + i)
                    .u16(0)
                    .text("av01")
                    .u8(0)
                    .toByteArray();
            body.bytes(BoxWriter.box("infe", entry));
        }
        for (int i = 0; i < besides.size(); i++) {
            byte[] entry = BoxWriter.full(2, HIDDEN)
                    .u16(FIRST_BESIDE + i)
                    .u16(0)
                    .text(besides.get(i).kind)
                    .toByteArray();
            body.bytes(BoxWriter.box("infe", entry));
        }
        return BoxWriter.box("iinf", body.toByteArray());
    }

    private byte[] references() {
        BoxWriter body = BoxWriter.full(0, 0);
        if (hasAlpha()) {
            body.bytes(ofColour("auxl", ALPHA));
        }
        for (int i = 0; i < besides.size(); i++) {
            body.bytes(ofColour("cdsc", FIRST_BESIDE + i));
        }
        return BoxWriter.box("iref", body.toByteArray());
    }

    private static byte[] ofColour(String type, int id) {
        return BoxWriter.box(type, new BoxWriter().u16(id).u16(1).u16(COLOUR).toByteArray());
    }

    private byte[] properties() {
        BoxWriter body = new BoxWriter()
                .bytes(BoxWriter.box(
                        "ispe",
                        BoxWriter.full(0, 0)
                                .u32(planes.width())
                                .u32(planes.height())
                                .toByteArray()))
                .bytes(pixelDepths(3))
                .bytes(configuration(items.get(0).sequence, false))
                .bytes(colours());
        if (hasAlpha()) {
            body.bytes(pixelDepths(1))
                    .bytes(configuration(items.get(1).sequence, true))
                    .bytes(BoxWriter.box(
                            "auxC",
                            BoxWriter.full(0, 0)
                                    .text("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")
                                    .toByteArray()));
        }
        profile.ifPresent(icc -> body.bytes(
                BoxWriter.box("colr", new BoxWriter().text("prof").bytes(icc).toByteArray())));
        return BoxWriter.box("ipco", body.toByteArray());
    }

    private static byte[] pixelDepths(int channels) {
        BoxWriter body = BoxWriter.full(0, 0).u8(channels);
        for (int i = 0; i < channels; i++) {
            body.u8(8);
        }
        return BoxWriter.box("pixi", body.toByteArray());
    }

    /** The profile is 0: 8 bits, and colours at half the size or none. */
    private static byte[] configuration(SequenceHeader sequence, boolean gray) {
        int tier = sequence.highTier() ? 0x80 : 0;
        int subsampled = 0x0C;
        return BoxWriter.box(
                "av1C",
                new BoxWriter()
                        .u8(0x81)
                        .u8(sequence.level())
                        .u8(tier | (gray ? 0x10 : 0) | subsampled)
                        .u8(0)
                        .toByteArray());
    }

    private byte[] colours() {
        int[] codes = profile.isPresent() ? OF_PROFILE : SRGB;
        return BoxWriter.box(
                "colr",
                new BoxWriter()
                        .text("nclx")
                        .u16(codes[0])
                        .u16(codes[1])
                        .u16(codes[2])
                        .u8(codes[3])
                        .toByteArray());
    }

    /** Properties are counted from 1, in the order in which they were written. */
    private byte[] associations() {
        BoxWriter body = BoxWriter.full(0, 0).u32(items.size());
        body.u16(COLOUR)
                .u8(profile.isPresent() ? 5 : 4)
                .u8(1)
                .u8(2)
                .u8(3 | ESSENTIAL)
                .u8(4);
        if (profile.isPresent()) {
            body.u8(hasAlpha() ? 8 : 5);
        }
        if (hasAlpha()) {
            body.u16(ALPHA).u8(4).u8(1).u8(5).u8(6 | ESSENTIAL).u8(7);
        }
        return BoxWriter.box("ipma", body.toByteArray());
    }
}
