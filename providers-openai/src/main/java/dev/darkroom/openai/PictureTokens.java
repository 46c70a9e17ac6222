// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.openai.Question.Detail;
import java.util.List;
import java.util.Optional;

/*
 * Two ways of counting, as the guide "Images and vision" has them. Older models lay tiles of 512 pixels over a picture that
 * was made small before; newer ones count patches of 32 pixels, make the picture smaller if there are too many, and multiply.
 * The factors of small models were measured lower than the guide says; an estimate that money is held by takes the higher.
 */
/** How many tokens a picture is to a model. */
sealed interface PictureTokens {

    /** Counts the tokens of a picture that is sent in this size. */
    long count(int width, int height, Detail detail);

    /** Returns the longest side that the model makes use of. */
    int longestSide(Detail detail);

    /** Finds how a model counts; of a model that nobody knows, nothing is known. */
    static Optional<PictureTokens> of(String model) {
        return Families.ALL.stream()
                .filter(family -> model.equals(family.name) || model.startsWith(family.name + "-"))
                .max((one, other) -> Integer.compare(one.name.length(), other.name.length()))
                .map(family -> family.counting);
    }

    /** Models whose names begin alike and that count alike; the longest name that fits is right. */
    record Family(String name, PictureTokens counting) {}

    /** All that are known. */
    final class Families {
        private static final int PATCHES_OF_SMALL = 1_536;
        private static final int PATCHES = 2_500;
        private static final int PATCHES_OF_ORIGINALS = 10_000;
        private static final int SIDE_OF_ORIGINALS = 6_000;

        private static final PictureTokens MINI = new Patches(162, PATCHES_OF_SMALL, 2_048, PATCHES_OF_SMALL, 2_048);
        private static final PictureTokens NANO = new Patches(246, PATCHES_OF_SMALL, 2_048, PATCHES_OF_SMALL, 2_048);
        private static final PictureTokens LARGE =
                new Patches(120, PATCHES, 2_048, PATCHES_OF_ORIGINALS, SIDE_OF_ORIGINALS);
        private static final PictureTokens NEWEST =
                new Patches(120, PATCHES, 2_048, Integer.MAX_VALUE, Patches.NO_LIMIT);

        private static final List<Family> ALL = List.of(
                new Family("gpt-4o", new Tiles(85, 170)),
                new Family("gpt-4o-mini", new Tiles(2_833, 5_667)),
                new Family("gpt-4.1", new Tiles(85, 170)),
                new Family("gpt-4.1-mini", MINI),
                new Family("gpt-4.1-nano", NANO),
                new Family("gpt-4.5", new Tiles(85, 170)),
                new Family("gpt-5", new Tiles(70, 140)),
                new Family("gpt-5-mini", MINI),
                new Family("gpt-5-nano", NANO),
                new Family("o1", new Tiles(75, 150)),
                new Family("o3", new Tiles(75, 150)),
                new Family("o4-mini", new Patches(172, PATCHES_OF_SMALL, 2_048, PATCHES_OF_SMALL, 2_048)),
                new Family("computer-use-preview", new Tiles(65, 129)),
                new Family("gpt-5.4", LARGE),
                new Family("gpt-5.4-mini", MINI),
                new Family("gpt-5.4-nano", NANO),
                new Family("gpt-5.5", LARGE),
                new Family("gpt-5.6", NEWEST),
                new Family("gpt-6", NEWEST),
                new Family("gpt-6.1", NEWEST));

        private Families() {}
    }

    /**
     * Counts tiles.
     *
     * @param base what any picture is
     * @param each what a tile is
     */
    record Tiles(int base, int each) implements PictureTokens {
        private static final int LONG = 2_048;
        private static final int SHORT = 768;
        private static final int TILE = 512;

        @Override
        public long count(int width, int height, Detail detail) {
            return detail == Detail.LOW ? base : base + (long) each * tiles(width, height, SHORT);
        }

        static long tiles(int width, int height, int shortSide) {
            double toLong = Math.min(1, (double) LONG / Math.max(width, height));
            double toShort = Math.min(1, shortSide / (Math.min(width, height) * toLong));
            double scale = toLong * toShort;
            return ups(Math.round(width * scale), TILE) * ups(Math.round(height * scale), TILE);
        }

        @Override
        public int longestSide(Detail detail) {
            return detail == Detail.LOW ? TILE : LONG;
        }
    }

    /**
     * Counts patches.
     *
     * @param percent what a hundred patches are
     * @param most how many there are at most
     * @param side how long a side is at most
     * @param mostOfOriginals how many there are at most of a picture that is looked at in its own size
     * @param sideOfOriginals how long a side is at most of such a picture
     */
    record Patches(int percent, int most, int side, int mostOfOriginals, int sideOfOriginals) implements PictureTokens {
        static final int NO_LIMIT = 16_384;
        private static final int PATCH = 32;
        private static final int SIDE_OF_LOW = 512;

        @Override
        public long count(int width, int height, Detail detail) {
            double scale = Math.min(1, (double) longestSide(detail) / Math.max(width, height));
            long patches = patches(Math.round(width * scale), Math.round(height * scale), limit(detail));
            return (patches * percent + 99) / 100;
        }

        private int limit(Detail detail) {
            return detail == Detail.ORIGINAL ? mostOfOriginals : most;
        }

        private static long patches(long width, long height, int limit) {
            long all = ups(width, PATCH) * ups(height, PATCH);
            if (all <= limit) {
                return all;
            }
            double scale = Math.sqrt((double) PATCH * PATCH * limit / ((double) width * height));
            double whole = Math.min(wholePart(width * scale), wholePart(height * scale));
            return ups(Math.round(width * scale * whole), PATCH) * ups(Math.round(height * scale * whole), PATCH);
        }

        private static double wholePart(double length) {
            double patches = length / PATCH;
            return Math.floor(patches) / patches;
        }

        @Override
        public int longestSide(Detail detail) {
            return switch (detail) {
                case LOW -> SIDE_OF_LOW;
                case HIGH -> side;
                case ORIGINAL -> sideOfOriginals;
            };
        }
    }

    private static long ups(long length, int part) {
        return Math.max(1, (length + part - 1) / part);
    }
}
