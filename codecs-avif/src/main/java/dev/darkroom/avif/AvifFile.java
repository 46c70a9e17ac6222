// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/*
 * ftyp, then meta with one item for the colours and perhaps one for the transparency, then their data; see "AV1 Image
 * File Format" and ISO/IEC 23008-12.
 */
/** An AVIF file around coded pictures. */
final class AvifFile {
    private static final int COLOUR = 1;
    private static final int ALPHA = 2;
    private static final int ESSENTIAL = 0x80;

    /** BT.709 primaries, the curve of sRGB, BT.601 coefficients, full range. */
    private static final int[] SRGB = {1, 13, 6, 0x80};

    private final Planes planes;
    private final List<Coded> items = new ArrayList<>();

    /** A coded picture without what a file must not repeat. */
    private record Coded(SequenceHeader sequence, ByteArrayOutputStream data) {}

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
                hasAlpha() ? references() : new byte[0],
                BoxWriter.box("iprp", properties(), associations()));
    }

    private byte[] locations(int dataStart) {
        BoxWriter body = BoxWriter.full(0, 0).u16(0x4400).u16(items.size());
        int start = dataStart;
        for (int i = 0; i < items.size(); i++) {
            int length = items.get(i).data.size();
            body.u16(COLOUR + i).u16(0).u16(1).u32(start).u32(length);
            start += length;
        }
        return BoxWriter.box("iloc", body.toByteArray());
    }

    private byte[] entries() {
        BoxWriter body = BoxWriter.full(0, 0).u16(items.size());
        for (int i = 0; i < items.size(); i++) {
            byte[] entry = BoxWriter.full(2, 0)
                    .u16(COLOUR + i)
                    .u16(0)
                    .text("av01")
                    .u8(0)
                    .toByteArray();
            body.bytes(BoxWriter.box("infe", entry));
        }
        return BoxWriter.box("iinf", body.toByteArray());
    }

    private static byte[] references() {
        byte[] alphaOf = new BoxWriter().u16(ALPHA).u16(1).u16(COLOUR).toByteArray();
        return BoxWriter.box("iref", BoxWriter.full(0, 0).toByteArray(), BoxWriter.box("auxl", alphaOf));
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

    private static byte[] colours() {
        return BoxWriter.box(
                "colr",
                new BoxWriter()
                        .text("nclx")
                        .u16(SRGB[0])
                        .u16(SRGB[1])
                        .u16(SRGB[2])
                        .u8(SRGB[3])
                        .toByteArray());
    }

    /** Properties are counted from 1, in the order in which they were written. */
    private byte[] associations() {
        BoxWriter body = BoxWriter.full(0, 0).u32(items.size());
        body.u16(COLOUR).u8(4).u8(1).u8(2).u8(3 | ESSENTIAL).u8(4);
        if (hasAlpha()) {
            body.u16(ALPHA).u8(4).u8(1).u8(5).u8(6 | ESSENTIAL).u8(7);
        }
        return BoxWriter.box("ipma", body.toByteArray());
    }
}
