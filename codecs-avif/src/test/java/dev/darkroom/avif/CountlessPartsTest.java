// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.image.ImageRejectedException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files in which everything refers to everything, so that a small one could keep a thread busy for minutes. */
@Timeout(20)
class CountlessPartsTest {
    private static final int GRID = 1;
    private static final int TILE = 2;
    private static final int SIDE = 250;
    private static final int[] OF_GRID = {1};
    private static final int[] OF_TILE = {2, 3};

    @Test
    void manyTilesWithManyAuxiliariesAreReadAtOnce() {
        BoxWriter references = tiles();
        byte[] auxiliary =
                BoxWriter.box("auxl", new BoxWriter().u16(TILE).u16(1).u16(TILE).toByteArray());
        for (int i = 0; i < 50_000; i++) {
            references.bytes(auxiliary);
        }

        CodedPicture picture = read(references, associations(1));

        assertThat(picture.width()).isEqualTo(SIDE);
        assertThat(picture.alpha()).isFalse();
    }

    @Test
    void manyTilesWithManyPropertiesAreRefused() {
        assertThatThrownBy(() -> read(tiles(), associations(200)))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessage("the HEIF data is damaged: an item has more than 255 properties");
    }

    @Test
    void countlessBoxesAreRefused() {
        byte[] empty = BoxWriter.box("free");
        BoxWriter references = tiles();
        for (int i = 0; i < 140_000; i++) {
            references.bytes(empty);
        }

        assertThatThrownBy(() -> read(references, associations(1)))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessage("the HEIF data is damaged: there are more than 131072 boxes in another");
    }

    private static BoxWriter tiles() {
        BoxWriter all = new BoxWriter().u16(GRID).u16(SIDE * SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            all.u16(TILE);
        }
        return BoxWriter.full(0, 0).bytes(BoxWriter.box("dimg", all.toByteArray()));
    }

    /** The tile gets its properties again and again. */
    private static BoxWriter associations(int times) {
        BoxWriter body = BoxWriter.full(0, 0).u32(1 + times);
        associate(body, GRID, OF_GRID);
        for (int i = 0; i < times; i++) {
            associate(body, TILE, OF_TILE);
        }
        return body;
    }

    private static void associate(BoxWriter body, int item, int... properties) {
        body.u16(item).u8(properties.length);
        Arrays.stream(properties).forEach(body::u8);
    }

    private static CodedPicture read(BoxWriter references, BoxWriter associations) {
        byte[] properties = BoxWriter.box("ipco", size(SIDE), size(1), BoxWriter.box("av1C", new byte[4]));
        byte[] meta = BoxWriter.box(
                "meta",
                BoxWriter.full(0, 0).toByteArray(),
                BoxWriter.box("pitm", BoxWriter.full(0, 0).u16(GRID).toByteArray()),
                BoxWriter.box("iloc", locations()),
                BoxWriter.box(
                        "iinf", BoxWriter.full(0, 0).u16(2).toByteArray(), item(GRID, "grid"), item(TILE, "av01")),
                BoxWriter.box("iref", references.toByteArray()),
                BoxWriter.box("iprp", properties, BoxWriter.box("ipma", associations.toByteArray())),
                BoxWriter.box("idat", grid()));
        return HeifPicture.read(meta, DecodeLimits.standard());
    }

    private static byte[] grid() {
        return new BoxWriter()
                .u16(0)
                .u8(SIDE - 1)
                .u8(SIDE - 1)
                .u16(SIDE)
                .u16(SIDE)
                .toByteArray();
    }

    /** The grid lies in the box beside the others, and nobody asks for the tile. */
    private static byte[] locations() {
        return BoxWriter.full(1, 0)
                .u16(0x4400)
                .u16(1)
                .u16(GRID)
                .u16(1)
                .u16(0)
                .u16(1)
                .u32(0)
                .u32(grid().length)
                .toByteArray();
    }

    private static byte[] size(int side) {
        return BoxWriter.box("ispe", BoxWriter.full(0, 0).u32(side).u32(side).toByteArray());
    }

    private static byte[] item(int id, String type) {
        return BoxWriter.box(
                "infe", BoxWriter.full(2, 0).u16(id).u16(0).text(type).u8(0).toByteArray());
    }
}
