// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applications have put beside the picture: Exif, a colour profile, and hints to what the planes mean. */
final class AppSegments {
    private static final int MOST_CHUNKS = 255;
    private static final int ADOBE_TRANSFORM = 6;

    private final int profileBytes;
    private final byte[] @Nullable [] chunks = new byte[MOST_CHUNKS + 1][];
    private int chunkCount;
    private int chunkBytes;
    private byte @Nullable [] exif;
    private boolean jfif;
    private boolean adobe;
    private int transform;

    AppSegments(int profileBytes) {
        this.profileBytes = profileBytes;
    }

    void read(int marker, Segment segment) throws JpegException {
        if (marker == Marker.APP0 && segment.skip("JFIF\0")) {
            jfif = true;
        } else if (marker == Marker.APP1 && exif == null && segment.skip("Exif\0")) {
            segment.take(Math.min(1, segment.remaining()));
            exif = segment.take(segment.remaining());
        } else if (marker == Marker.APP2 && segment.skip("ICC_PROFILE\0") && segment.remaining() >= 2) {
            keepChunk(segment);
        } else if (marker == Marker.APP14 && segment.skip("Adobe") && segment.remaining() > ADOBE_TRANSFORM) {
            segment.take(ADOBE_TRANSFORM);
            adobe = true;
            transform = segment.number8();
        }
    }

    /** Returns the TIFF structure of the first Exif segment. */
    Optional<byte[]> exif() {
        return Optional.ofNullable(exif).map(byte[]::clone);
    }

    /** Returns the colour profile if all of its chunks are there and it isn't too long (ICC.1:2010, B.4). */
    Optional<byte[]> profile() {
        if (chunkCount == 0 || chunkBytes > profileBytes) {
            return Optional.empty();
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream(chunkBytes);
        for (int number = 1; number <= chunkCount; number++) {
            byte[] chunk = chunks[number];
            if (chunk == null) {
                return Optional.empty();
            }
            profile.writeBytes(chunk);
        }
        return Optional.of(profile.toByteArray());
    }

    /** Says what the planes mean, as libjpeg does: JFIF first, then Adobe, then the names of the planes. */
    JpegFrame.Colour colour(FrameHeader frame) {
        return switch (frame.components().size()) {
            case 1 -> JpegFrame.Colour.GRAY;
            case 3 -> isRgb(frame) ? JpegFrame.Colour.RGB : JpegFrame.Colour.YCBCR;
            case 4 -> adobe && transform != 0 ? JpegFrame.Colour.YCCK : JpegFrame.Colour.CMYK;
            default -> JpegFrame.Colour.UNKNOWN;
        };
    }

    private boolean isRgb(FrameHeader frame) {
        if (jfif) {
            return false;
        }
        return adobe
                ? transform == 0
                : frame.components().get(0).id() == 'R'
                        && frame.components().get(1).id() == 'G'
                        && frame.components().get(2).id() == 'B';
    }

    private void keepChunk(Segment segment) throws JpegException {
        int number = segment.number8();
        chunkCount = segment.number8();
        chunkBytes += segment.remaining();
        if (chunkBytes <= profileBytes) {
            chunks[number] = segment.take(segment.remaining());
        }
    }
}
