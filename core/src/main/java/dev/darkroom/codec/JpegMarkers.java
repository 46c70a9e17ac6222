// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegLimits;
import dev.darkroom.codec.jpeg.ProfileChunks;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks once over the segments of a JPEG, to its end, and keeps what matters. */
final class JpegMarkers {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int TEM = 0x01;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;
    private static final int ADOBE_TRANSFORM = 11;
    private static final String PROFILE = "ICC_PROFILE\0";
    private static final int PROFILE_HEAD = PROFILE.length() + 2;

    private final ByteBuffer data;
    private final int maxScans;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private final ProfileChunks profile = new ProfileChunks(JpegLimits.USUAL.profileBytes());
    private @Nullable JpegFrame frame;
    private @Nullable ByteBuffer exif;
    private boolean jfif;
    private int adobeTransform = -1;
    private int pixels;
    private int scans;

    private JpegMarkers(byte[] data, int maxScans) {
        this.data = ByteBuffer.wrap(data);
        this.maxScans = maxScans;
    }

    /** Walks over all segments; more scans than this are refused, since each one costs a walk over all pixels. */
    static JpegMarkers read(byte[] data, int maxScans) {
        JpegMarkers markers = new JpegMarkers(data, maxScans);
        markers.walk();
        if (markers.frame == null || markers.scans == 0) {
            throw Faults.cutOff(ImageFormat.JPEG);
        }
        return markers;
    }

    /** Returns the header of the frame. */
    JpegFrame frame() {
        if (frame == null) {
            throw new IllegalStateException("not walked yet");
        }
        return frame;
    }

    /** Returns the first EXIF segment. */
    Optional<ByteBuffer> exif() {
        return Optional.ofNullable(exif);
    }

    /** Returns the ICC profile, if it is whole. */
    Optional<byte[]> profile() {
        return profile.joined();
    }

    /** Whether the channels are red, green and blue themselves: decided as in libjpeg. */
    boolean rgb() {
        if (jfif) {
            return false;
        }
        return adobeTransform >= 0 ? adobeTransform == 0 : frame().namedRgb();
    }

    /** Whether Adobe's marker is there, whose programs store inks the other way round: 255 is none. */
    boolean adobe() {
        return adobeTransform >= 0;
    }

    /** Whether three of four inks are stored as luminance and chrominance. */
    boolean ycck() {
        return adobeTransform == 2;
    }

    /** Returns the tables and the frame that stand before the first scan. */
    byte[] tables() {
        return tables.toByteArray();
    }

    /** Returns the place of the first scan. */
    int pixels() {
        return pixels;
    }

    private void walk() {
        int at = 2;
        while (true) {
            at = nextMarker(at);
            if (at < 0) {
                return;
            }
            int marker = Byte.toUnsignedInt(data.get(at));
            if (marker == EOI) {
                return;
            }
            at = isAlone(marker) ? at + 1 : segment(marker, at);
        }
    }

    /** Returns the place of the next marker's code; entropy-coded data, restarts and stray bytes are passed over. */
    private int nextMarker(int from) {
        int last = data.limit() - 1;
        for (int at = from; at < last; at++) {
            if (data.get(at) == (byte) 0xFF && isMarker(data.get(at + 1))) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isMarker(byte code) {
        return code != 0 && code != (byte) 0xFF && (code < (byte) 0xD0 || code > (byte) 0xD7);
    }

    private static boolean isAlone(int marker) {
        return marker == TEM || marker == SOI;
    }

    private int segment(int marker, int at) {
        int length = at + 3 > data.limit() ? 0 : Short.toUnsignedInt(data.getShort(at + 1));
        int end = at + 1 + length;
        if (length < 2) {
            throw Faults.broken(ImageFormat.JPEG, "a segment has no length");
        }
        if (end > data.limit()) {
            throw Faults.cutOff(ImageFormat.JPEG);
        }
        ByteBuffer body = data.slice(at + 3, length - 2);
        if (marker == SOS) {
            scan(at - 1);
        } else if (marker >= APP0 && marker <= APP15) {
            application(marker, body);
        } else if (marker != COM && scans == 0) {
            keep(marker, body, at - 1, end);
        }
        return end;
    }

    private void scan(int at) {
        if (scans++ == 0) {
            pixels = at;
        }
        if (scans > maxScans) {
            throw new ImageRejectedException(
                    Reason.TOO_LARGE, "the JPEG has more than " + maxScans + " scans, each over the whole picture");
        }
    }

    private void keep(int marker, ByteBuffer body, int from, int end) {
        if (isFrame(marker)) {
            if (frame != null) {
                throw Faults.broken(ImageFormat.JPEG, "it has two frames");
            }
            frame = JpegFrame.read(marker, body);
        }
        tables.write(data.array(), from, end - from);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    private void application(int marker, ByteBuffer body) {
        if (marker == APP0 && startsWith(body, "JFIF\0")) {
            jfif = true;
        } else if (marker == APP1 && exif == null && startsWith(body, "Exif\0")) {
            exif = body;
        } else if (marker == APP2 && body.remaining() >= PROFILE_HEAD && startsWith(body, PROFILE)) {
            byte[] chunk = new byte[body.remaining() - PROFILE_HEAD];
            body.get(PROFILE_HEAD, chunk);
            profile.add(
                    Byte.toUnsignedInt(body.get(PROFILE.length())),
                    Byte.toUnsignedInt(body.get(PROFILE.length() + 1)),
                    chunk);
        } else if (marker == APP14 && body.remaining() > ADOBE_TRANSFORM && startsWith(body, "Adobe")) {
            adobeTransform = Byte.toUnsignedInt(body.get(ADOBE_TRANSFORM));
        }
    }

    private static boolean startsWith(ByteBuffer body, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return body.remaining() >= bytes.length && body.slice(0, bytes.length).equals(ByteBuffer.wrap(bytes));
    }
}
