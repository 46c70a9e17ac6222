// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.DecodeLimits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;

/** Decodes the tiles of a layer, one after the other, into the pixels of a picture. */
final class LayerDecoder {
    /** Tiles may share bytes, but not so that a small file becomes a lot of work. */
    private static final int MAX_REPETITION = 4;

    private static final long MAX_BLOCK = 128;

    private final Items items;
    private final DecodeLimits limits;
    private final int[] argb;
    private long read;

    LayerDecoder(Items items, DecodeLimits limits, int[] argb) {
        this.items = items;
        this.limits = limits;
        this.argb = argb;
    }

    /** What is done with one row of a tile. */
    private interface RowTarget {
        void read(YuvRows rows, int y, int at, int count);
    }

    void colours(Layer layer) throws IOException {
        decode(layer, (rows, y, at, count) -> rows.read(y, argb, at, count));
    }

    void opacity(Layer layer) throws IOException {
        decode(layer, (rows, y, at, count) -> rows.readAlpha(y, argb, at, count));
    }

    private void decode(Layer layer, RowTarget target) throws IOException {
        int next = 0;
        while (next < layer.tiles().size()) {
            next = decodeAlike(layer, next, target);
        }
    }

    /** Decodes tiles from one on until one needs a decoder that is configured differently; returns that one. */
    private int decodeAlike(Layer layer, int first, RowTarget target) throws IOException {
        byte[] configuration = configuration(layer, first);
        try (VideoDecoder decoder = VideoDecoder.open(layer.coding(), configuration, mostPixels(layer.tile()))) {
            int i = first;
            while (i < layer.tiles().size() && Arrays.equals(configuration(layer, i), configuration)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted between the tiles of a picture");
                }
                byte[] data = items.data(layer.tiles().get(i));
                check(layer.coding(), data);
                place(layer, i, new DecodedFrame(decoder.decode(data)), target);
                i++;
            }
            return i;
        }
    }

    /** A picture is coded in blocks, of which some stick out. */
    private static long mostPixels(Size tile) {
        return (tile.width() + MAX_BLOCK) * (tile.height() + MAX_BLOCK);
    }

    private static byte[] configuration(Layer layer, int tile) {
        return layer.coding().configuration(layer.tiles().get(tile));
    }

    private void check(Coding coding, byte[] data) {
        read += data.length;
        if (read > MAX_REPETITION * items.fileLength()) {
            throw Rejections.broken("its tiles are the same bytes again and again");
        }
        if (coding == Coding.AV1) {
            SequenceHeader.check(data, limits);
        }
    }

    private void place(Layer layer, int index, DecodedFrame frame, RowTarget target) {
        if (!frame.size().equals(layer.tile())) {
            throw Rejections.broken("its size is given in two ways");
        }
        ColourInfo info = ColourInfo.declared(layer.item())
                .or(() -> ColourInfo.declared(layer.tiles().get(index)))
                .map(declared -> declared.completedBy(frame.colours()))
                .orElseGet(frame::colours);
        YuvRows rows = new YuvRows(frame, info);
        Placement.Crop place = layer.place(index);
        for (int y = 0; y < place.height(); y++) {
            target.read(rows, y, (place.y() + y) * layer.size().width() + place.x(), place.width());
        }
    }
}
