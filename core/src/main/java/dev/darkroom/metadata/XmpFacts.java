// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import dev.darkroom.tags.XmpPacket;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times and places as XMP writes them. */
final class XmpFacts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss][.SSS][.SS][.S][XXX]");

    /** Degrees, then minutes with a fraction, or minutes and seconds, then the direction. */
    private static final Pattern ANGLE =
            Pattern.compile("(\\d{1,3}),(\\d{1,2}(?:\\.\\d{1,15})?)(?:,(\\d{1,2}(?:\\.\\d{1,15})?))?([NSEW])");

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,10})/(\\d{1,10})");

    private XmpFacts() {}

    static Metadata.@Nullable Taken taken(XmpPacket xmp) {
        for (String property : new String[] {"exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate"}) {
            Metadata.Taken taken = time(xmp.first(property));
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    private static Metadata.@Nullable Taken time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime exact
                    ? new Metadata.Taken(exact.toLocalDateTime(), exact.getOffset())
                    : new Metadata.Taken(LocalDateTime.from(time), null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static Metadata.@Nullable Place place(XmpPacket xmp) {
        Double latitude = angle(xmp.first("exif:GPSLatitude"), 90);
        Double longitude = angle(xmp.first("exif:GPSLongitude"), 180);
        if (latitude == null || longitude == null || (latitude == 0 && longitude == 0)) {
            return null;
        }
        return new Metadata.Place(latitude, longitude, altitude(xmp));
    }

    private static @Nullable Double angle(@Nullable String text, double most) {
        Matcher parts = ANGLE.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return null;
        }
        String seconds = parts.group(3);
        double degrees = Double.parseDouble(parts.group(1))
                + Double.parseDouble(parts.group(2)) / 60
                + (seconds == null ? 0 : Double.parseDouble(seconds) / 3600);
        if (degrees > most) {
            return null;
        }
        return "SW".contains(parts.group(4)) ? -degrees : degrees;
    }

    private static @Nullable Double altitude(XmpPacket xmp) {
        String text = xmp.first("exif:GPSAltitude");
        Matcher fraction = FRACTION.matcher(text == null ? "" : text);
        if (!fraction.matches() || Long.parseLong(fraction.group(2)) == 0) {
            return null;
        }
        double metres = Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2));
        return "1".equals(xmp.first("exif:GPSAltitudeRef")) ? -metres : metres;
    }
}
