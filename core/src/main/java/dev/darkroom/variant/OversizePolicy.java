// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.util.Locale;

/**
 * What becomes of an original that is too large to be kept as it came.
 *
 * <pre>{@code
 * Original.kept(OversizePolicy.compress());
 * Original.kept(OversizePolicy.reject().threshold(5_000_000));
 * Original.kept(OversizePolicy.compress().mostBytes(50_000_000).mostPixels(40_000_000));
 * }</pre>
 *
 * @param action what becomes of a file that is longer than the threshold
 * @param threshold how many bytes a file may have to be kept as it came
 * @param mostBytes from how many bytes on a file is rejected, whatever the action
 * @param mostPixels from how many pixels on a picture is rejected, whatever the action
 */
public record OversizePolicy(Action action, long threshold, long mostBytes, long mostPixels) {
    private static final double MEGABYTE = 1 << 20;
    private static final long THRESHOLD = 5L << 20;
    private static final long MOST_BYTES = 100L << 20;

    /** What becomes of a file that is longer than the threshold. */
    public enum Action {
        /**
         * It is written anew, upright and without metadata but for the copyright, as a JPEG of the best quality that
         * brings it to the threshold, with as many pixels if that can be; of an animation the first picture. What can be
         * seen through stays a PNG.
         */
        COMPRESS,
        /** Its step fails for good, and says how large it may be. */
        REJECT
    }

    /** Checks that there is room between the limits. */
    public OversizePolicy {
        if (threshold < 1 || mostBytes < threshold || mostPixels < 1) {
            throw new IllegalArgumentException(
                    "a threshold is 1 byte to the most bytes, and there is at least 1 pixel: " + threshold + ", "
                            + mostBytes + ", " + mostPixels);
        }
    }

    /** Compresses what is longer than 5 MB, and rejects more than 100 MB or 50 megapixels. */
    public static OversizePolicy compress() {
        return of(Action.COMPRESS);
    }

    /** Rejects what is longer than 5 MB, or has more than 50 megapixels. */
    public static OversizePolicy reject() {
        return of(Action.REJECT);
    }

    private static OversizePolicy of(Action action) {
        return new OversizePolicy(
                action, THRESHOLD, MOST_BYTES, DecodeLimits.standard().pixels());
    }

    /** The same with another threshold, in bytes. */
    public OversizePolicy threshold(long bytes) {
        return new OversizePolicy(action, bytes, mostBytes, mostPixels);
    }

    /** The same, but longer files are always rejected. */
    public OversizePolicy mostBytes(long bytes) {
        return new OversizePolicy(action, threshold, bytes, mostPixels);
    }

    /** The same, but pictures with more pixels are always rejected. */
    public OversizePolicy mostPixels(long pixels) {
        return new OversizePolicy(action, threshold, mostBytes, pixels);
    }

    /** Rejects what must not be kept in any way. */
    void check(long bytes, ImageInfo info) {
        long most = action == Action.REJECT ? threshold : mostBytes;
        if (bytes > most) {
            throw tooLarge("the file has " + megabytes(bytes) + ", the limit is " + megabytes(most));
        }
        if (info.pixels() > mostPixels) {
            throw tooLarge("the picture has " + info.width() + " x " + info.height() + " pixels, the limit is "
                    + mostPixels + " in all");
        }
    }

    static ImageRejectedException tooLarge(String message) {
        return new ImageRejectedException(Reason.TOO_LARGE, message);
    }

    static String megabytes(long bytes) {
        return bytes < MEGABYTE / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
