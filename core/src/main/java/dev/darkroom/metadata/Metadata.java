// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import dev.darkroom.recipe.Step;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a camera or a person wrote into a picture: when, where, with what, by whom.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Metadata.facts());
 * }</pre>
 */
public final class Metadata {

    /** The name of the step. */
    public static final String STEP = "metadata";

    private Metadata() {}

    /** A step that reads the facts. */
    public static Step facts() {
        return Step.of(STEP, new MetadataProcessor());
    }

    /**
     * The facts in a picture; a part is null where the picture doesn't say.
     *
     * @param taken when the picture was taken
     * @param place where the picture was taken
     * @param camera what it was taken with
     * @param exposure how it was exposed
     * @param credits what was written about it
     */
    public record Facts(
            @Nullable Taken taken,
            @Nullable Place place,
            @Nullable Camera camera,
            @Nullable Exposure exposure,
            @Nullable Credits credits) {

        /** Returns facts about nothing: what a picture without metadata has. */
        public static Facts none() {
            return new Facts(null, null, null, null, null);
        }
    }

    /**
     * When a picture was taken. Cameras write down their clock; only newer ones add the offset.
     *
     * @param time the camera's clock
     * @param offset the camera's distance from UTC, as written down or as the satellites' clock shows it; null when it
     *     isn't known
     */
    public record Taken(LocalDateTime time, @Nullable ZoneOffset offset) {

        /** Returns the point in time, where the offset is known. */
        public Optional<Instant> instant() {
            return offset == null ? Optional.empty() : Optional.of(time.toInstant(offset));
        }
    }

    /**
     * A place on Earth.
     *
     * @param latitude degrees, north is positive
     * @param longitude degrees, east is positive
     * @param altitude metres above the sea, or null when it isn't known
     */
    public record Place(
            double latitude, double longitude, @Nullable Double altitude) {

        /** Checks the ranges. */
        public Place {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("no place on Earth: " + latitude + ", " + longitude);
            }
        }
    }

    /**
     * What a picture was taken with.
     *
     * @param make the camera's maker
     * @param model the camera's model
     * @param lens the lens's model
     * @param software what wrote the file
     */
    public record Camera(
            @Nullable String make,
            @Nullable String model,
            @Nullable String lens,
            @Nullable String software) {}

    /**
     * How a picture was exposed.
     *
     * @param seconds how long
     * @param aperture the f-number
     * @param iso the sensitivity
     * @param focalLength millimetres
     * @param focalLength35 millimetres of a lens with the same view on 35 mm film
     * @param flash whether a flash fired
     */
    public record Exposure(
            @Nullable Double seconds,
            @Nullable Double aperture,
            @Nullable Integer iso,
            @Nullable Double focalLength,
            @Nullable Integer focalLength35,
            @Nullable Boolean flash) {}

    /**
     * What a person wrote about a picture.
     *
     * @param title a short name
     * @param description what it shows
     * @param artist who made it
     * @param copyright whose it is
     * @param keywords words to find it by
     */
    public record Credits(
            @Nullable String title,
            @Nullable String description,
            @Nullable String artist,
            @Nullable String copyright,
            List<String> keywords) {

        /** Copies the list. */
        public Credits {
            keywords = List.copyOf(keywords);
        }
    }
}
