// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks over the segments before and between the scans, and keeps what they say. */
final class JpegHeaders {
    private final MarkerReader markers;
    private final JpegTables tables = new JpegTables();
    private final AppSegments applications;
    private @Nullable FrameHeader frame;

    JpegHeaders(MarkerReader markers, int profileBytes) {
        this.markers = markers;
        this.applications = new AppSegments(profileBytes);
    }

    JpegTables tables() {
        return tables;
    }

    AppSegments applications() {
        return applications;
    }

    FrameHeader frame() throws JpegException {
        if (frame == null) {
            throw JpegException.broken("The JPEG file is broken: nothing in it describes a picture.");
        }
        return frame;
    }

    /**
     * Goes on until a scan or the end of the picture.
     *
     * @param first a marker that was already read
     * @return the marker of a scan, {@link Marker#EOI}, or {@link Marker#NONE} if the file just ends
     */
    int walk(int first) throws IOException {
        int marker = first;
        while (marker != Marker.SOS && marker != Marker.EOI && marker != Marker.NONE) {
            if (!Marker.isAlone(marker)) {
                read(marker, markers.segment());
            }
            marker = markers.next();
        }
        return marker;
    }

    /** Reads the header of the scan that {@link #walk} found. */
    ScanHeader scan() throws IOException {
        return ScanHeader.read(markers.segment(), frame());
    }

    private void read(int marker, Segment segment) throws JpegException {
        switch (marker) {
            case Marker.DQT -> tables.readQuantisation(segment);
            case Marker.DHT -> tables.readHuffman(segment);
            case Marker.DAC -> tables.readConditioning(segment);
            case Marker.DRI -> tables.readRestartInterval(segment);
            default -> readOther(marker, segment);
        }
    }

    private void readOther(int marker, Segment segment) throws JpegException {
        if (!Marker.isFrame(marker)) {
            applications.read(marker, segment);
        } else if (frame == null) {
            frame = FrameHeader.read(marker, segment);
        } else {
            throw JpegException.broken("The JPEG file is broken: it describes two pictures at once.");
        }
    }
}
