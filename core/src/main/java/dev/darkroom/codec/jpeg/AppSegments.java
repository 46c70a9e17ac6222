// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applications have put beside the picture: Exif, a colour profile, and hints to what the planes mean. */
final class AppSegments {
    private static final int ADOBE_TRANSFORM = 6;

    private final ProfileChunks profile;
    private byte @Nullable [] exif;
    private boolean jfif;
    private boolean adobe;
    private int transform;

    AppSegments(int profileBytes) {
        this.profile = new ProfileChunks(profileBytes);
    }

    void read(int marker, Segment segment) throws JpegException {
        if (marker == Marker.APP0 && segment.skip("JFIF\0")) {
            jfif = true;
        } else if (marker == Marker.APP1 && exif == null && segment.skip("Exif\0")) {
            segment.take(Math.min(1, segment.remaining()));
            exif = segment.take(segment.remaining());
        } else if (marker == Marker.APP2 && segment.skip("ICC_PROFILE\0") && segment.remaining() >= 2) {
            profile.add(segment.number8(), segment.number8(), segment.take(segment.remaining()));
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

    /** Returns the colour profile if it is whole. */
    Optional<byte[]> profile() {
        return profile.joined();
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
}
