// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes the scans of a picture: on the fly if one has all of it, else by storing coefficients until the last was read. */
final class PictureDecoder {
    private final JpegFrame frame;
    private final JpegHeaders headers;
    private final BitReader bits;
    private final ArithmeticReader decisions;
    private final ScanReader reader;
    private final int maxScans;
    private final List<PlaneLayout> layouts = new ArrayList<>();
    private final List<KeptCoefficients> kept = new ArrayList<>();
    private final int unitsWide;
    private final int unitsHigh;

    /**
     * Begins before the header of the first scan.
     *
     * @param side how many samples a side a block of the first plane becomes
     * @param others how many one of the other planes
     */
    PictureDecoder(JpegFrame frame, JpegHeaders headers, JpegInput input, int maxScans, int side, int others) {
        this.frame = frame;
        this.headers = headers;
        this.bits = new BitReader(input);
        this.decisions = new ArithmeticReader(input);
        this.reader = frame.process().isArithmetic() ? decisions : bits;
        this.maxScans = maxScans;
        for (int plane = 0; plane < frame.components().size(); plane++) {
            layouts.add(PlaneLayout.of(frame, plane));
            kept.add(new KeptCoefficients(plane == 0 ? side : others));
        }
        this.unitsWide = layouts.get(0).paddedWide() / layouts.get(0).horizontal();
        this.unitsHigh = PlaneLayout.unitsHigh(frame);
    }

    void decode(PlaneSink sink) throws IOException {
        ScanHeader scan = headers.scan();
        boolean whole = scan.parts().size() == layouts.size();
        if (whole && !frame.process().isProgressive() && !frame.process().isArithmetic()) {
            decodeWhole(scan, sink);
        } else {
            decodeStored(scan, sink);
        }
    }

    private void decodeWhole(ScanHeader scan, PlaneSink sink) throws IOException {
        List<ScanPlane> planes = new ArrayList<>();
        List<PlaneBand> bands = new ArrayList<>();
        List<int[]> divisors = new ArrayList<>();
        for (ScanHeader.Part part : scan.parts()) {
            planes.add(plane(part, true, true));
            bands.add(band(part.plane()));
            divisors.add(divisors(part.plane()));
        }
        SequentialBlocks blocks = new SequentialBlocks(bits);
        new BaselineScan(blocks, planes, bands, divisors, restarts(planes)).decode(unitsWide, unitsHigh, sink);
    }

    private void decodeStored(ScanHeader first, PlaneSink sink) throws IOException {
        List<StoredPlane> stored = new ArrayList<>();
        List<PlaneBand> bands = new ArrayList<>();
        for (PlaneLayout layout : layouts) {
            stored.add(new StoredPlane(layout, unitsHigh, kept.get(layout.plane())));
            bands.add(band(layout.plane()));
        }
        readScans(first, stored);
        new StoredPicture(stored, bands).emit(unitsHigh, sink);
    }

    private void readScans(ScanHeader first, List<StoredPlane> stored) throws IOException {
        readScan(first, stored);
        int scans = 1;
        int marker = headers.walk(reader.finish());
        while (marker == Marker.SOS) {
            if (++scans > maxScans) {
                throw JpegException.limit("The JPEG file has more than " + maxScans + " scans.");
            }
            readScan(headers.scan(), stored);
            marker = headers.walk(reader.finish());
        }
        boolean enough = marker == Marker.EOI
                ? stored.stream().allMatch(StoredPlane::isVisible)
                : stored.stream().allMatch(StoredPlane::isComplete);
        if (!enough) {
            throw JpegException.cutOff("The JPEG file is cut off: a part of its picture data is missing.");
        }
    }

    private void readScan(ScanHeader scan, List<StoredPlane> stored) throws IOException {
        boolean progressive = frame.process().isProgressive();
        List<ScanPlane> planes = new ArrayList<>();
        List<StoredPlane> targets = new ArrayList<>();
        for (ScanHeader.Part part : scan.parts()) {
            boolean means = scan.first() == 0 && scan.high() == 0;
            boolean huffman = !frame.process().isArithmetic();
            planes.add(plane(part, huffman && (!progressive || means), huffman && (!progressive || scan.first() > 0)));
            StoredPlane target = stored.get(part.plane());
            int last = progressive ? scan.last() : ZigZag.LENGTH - 1;
            target.coded(progressive ? scan.first() : 0, last, progressive ? scan.low() : 0, divisors(part.plane()));
            targets.add(target);
        }
        reader.begin();
        if (progressive && scan.first() > 0 && keptOfFirst(scan).last() == 0) {
            return;
        }
        new StoredScan(blocks(scan), planes, targets, restarts(planes)).read(unitsWide, unitsHigh);
    }

    private StoredBlocks blocks(ScanHeader scan) {
        return frame.process().isArithmetic()
                ? StoredBlocks.of(
                        frame,
                        scan,
                        new ArithmeticNumbers(decisions, headers.tables().conditioning()),
                        keptOfFirst(scan))
                : StoredBlocks.of(frame, scan, bits, keptOfFirst(scan));
    }

    private KeptCoefficients keptOfFirst(ScanHeader scan) {
        return kept.get(scan.parts().get(0).plane());
    }

    /** Returns a plane with the tables that the scan uses; others may be missing. */
    private ScanPlane plane(ScanHeader.Part part, boolean means, boolean bands) throws JpegException {
        HuffmanTable dc = means ? headers.tables().dc(part.dcTable()) : StandardTables.DC_LUMA;
        HuffmanTable ac = bands ? headers.tables().ac(part.acTable()) : StandardTables.AC_LUMA;
        return new ScanPlane(layouts.get(part.plane()), kept.get(part.plane()), dc, ac, part);
    }

    private PlaneBand band(int plane) {
        int side = kept.get(plane).side();
        return new PlaneBand(layouts.get(plane), side, frame.planeHeight(plane, side));
    }

    private int[] divisors(int plane) throws JpegException {
        return headers.tables().quantisation(frame.components().get(plane).quantisation());
    }

    private Restarts restarts(List<ScanPlane> planes) {
        return new Restarts(reader, headers.tables().restartInterval(), planes);
    }
}
