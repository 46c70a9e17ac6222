// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fingerprint;

import dev.darkroom.recipe.Step;
import java.util.regex.Pattern;

/**
 * Describes how a picture looks in 64 bits, so that copies of it can be found.
 *
 * <p>Other sizes, stronger compression, other brightness and cuts of up to 5 % of a side change few bits. Mirrored and
 * turned pictures are others.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Fingerprint.visual());
 * }</pre>
 */
public final class Fingerprint {

    /** The name of the step. */
    public static final String STEP = "fingerprint";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{16}");

    private Fingerprint() {}

    /** A step that takes the fingerprint. */
    public static Step visual() {
        return Step.of(STEP, new FingerprintProcessor());
    }

    /**
     * The fingerprint of one picture.
     *
     * @param hex 64 bits as 16 digits, in lower case
     */
    public record Print(String hex) {

        /** The {@link #distance} up to which pictures are taken for copies of each other. */
        public static final int SIMILAR = 14;

        /** Checks the digits. */
        public Print {
            if (!HEX.matcher(hex).matches()) {
                throw new IllegalArgumentException("a fingerprint is 16 hex digits in lower case, not '" + hex + "'");
            }
        }

        /** Returns the bits as a number, as databases keep and compare it. */
        public long bits() {
            return Long.parseUnsignedLong(hex, 16);
        }

        /** Returns in how many of the 64 bits the two differ: 0 for the same looks, about 32 for different pictures. */
        public int distance(Print other) {
            return Long.bitCount(bits() ^ other.bits());
        }

        /**
         * Whether the other is likely a copy, at a distance of at most {@value #SIMILAR}.
         *
         * <p>Of 76 real pictures, many of them plain textures, 96 % of changed copies were found (98 % when nothing was
         * cut off), and none of 2,850 pairs of different pictures was taken for copies; of 150 drawn ones 99.9 % and
         * none of 11,175. In a collection of millions there will be some: look closer before anything is deleted. Pictures
         * of one colour are all alike.
         */
        public boolean isSimilar(Print other) {
            return distance(other) <= SIMILAR;
        }
    }
}
