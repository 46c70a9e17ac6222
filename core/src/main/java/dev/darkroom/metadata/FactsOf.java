// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns tags into facts; a value that can't be true is as good as absent. */
final class FactsOf {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int BELOW_SEA = 1;

    private final com.drew.metadata.Metadata tags;

    private FactsOf(com.drew.metadata.Metadata tags) {
        this.tags = tags;
    }

    static Metadata.Facts tags(com.drew.metadata.Metadata tags) {
        FactsOf facts = new FactsOf(tags);
        return new Metadata.Facts(facts.taken(), facts.place(), facts.camera(), facts.exposure(), facts.credits());
    }

    private Metadata.@Nullable Taken taken() {
        Metadata.Taken original =
                taken(ExifDirectoryBase.TAG_DATETIME_ORIGINAL, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
        return original != null
                ? original
                : taken(ExifDirectoryBase.TAG_DATETIME_DIGITIZED, ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED);
    }

    private Metadata.@Nullable Taken taken(int timeTag, int offsetTag) {
        String time = details(timeTag);
        if (time == null) {
            return null;
        }
        try {
            return new Metadata.Taken(LocalDateTime.parse(time, TIME), offset(details(offsetTag)));
        } catch (DateTimeException e) {
            return null; // Cameras whose clock was never set write zeros or blanks.
        }
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        try {
            return text == null ? null : ZoneOffset.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Metadata.@Nullable Place place() {
        GpsDirectory gps = tags.getFirstDirectoryOfType(GpsDirectory.class);
        GeoLocation location = gps == null ? null : gps.getGeoLocation();
        // Devices without a fix write 0, 0: a place in the sea where nobody takes pictures.
        if (gps == null || location == null || location.isZero()) {
            return null;
        }
        boolean possible = Math.abs(location.getLatitude()) <= 90 && Math.abs(location.getLongitude()) <= 180;
        return possible ? new Metadata.Place(location.getLatitude(), location.getLongitude(), altitude(gps)) : null;
    }

    private static @Nullable Double altitude(GpsDirectory gps) {
        Double metres = gps.getDoubleObject(GpsDirectory.TAG_ALTITUDE);
        if (metres == null || !Double.isFinite(metres)) {
            return null;
        }
        boolean below = Objects.equals(gps.getInteger(GpsDirectory.TAG_ALTITUDE_REF), BELOW_SEA);
        return below ? Double.valueOf(-metres) : metres;
    }

    private Metadata.@Nullable Camera camera() {
        String make = main(ExifDirectoryBase.TAG_MAKE);
        String model = main(ExifDirectoryBase.TAG_MODEL);
        String lens = details(ExifDirectoryBase.TAG_LENS_MODEL);
        String software = main(ExifDirectoryBase.TAG_SOFTWARE);
        return any(make, model, lens, software) ? new Metadata.Camera(make, model, lens, software) : null;
    }

    private Metadata.@Nullable Exposure exposure() {
        Directory details = tags.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        if (details == null) {
            return null;
        }
        Double seconds = positive(details.getDoubleObject(ExifDirectoryBase.TAG_EXPOSURE_TIME));
        Double aperture = positive(details.getDoubleObject(ExifDirectoryBase.TAG_FNUMBER));
        Integer iso = positive(details.getInteger(ExifDirectoryBase.TAG_ISO_EQUIVALENT));
        Double length = positive(details.getDoubleObject(ExifDirectoryBase.TAG_FOCAL_LENGTH));
        Integer length35 = positive(details.getInteger(ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH));
        Boolean flash = fired(details.getInteger(ExifDirectoryBase.TAG_FLASH));
        return any(seconds, aperture, iso, length, length35, flash)
                ? new Metadata.Exposure(seconds, aperture, iso, length, length35, flash)
                : null;
    }

    private static @Nullable Double positive(@Nullable Double value) {
        return value != null && Double.isFinite(value) && value > 0 ? value : null;
    }

    private static @Nullable Integer positive(@Nullable Integer value) {
        return value != null && value > 0 ? value : null;
    }

    private static @Nullable Boolean fired(@Nullable Integer flash) {
        return flash == null ? null : Boolean.valueOf((flash & 1) != 0);
    }

    private Metadata.@Nullable Credits credits() {
        String title = iptc(IptcDirectory.TAG_OBJECT_NAME);
        String description = or(main(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION), iptc(IptcDirectory.TAG_CAPTION));
        String artist = or(main(ExifDirectoryBase.TAG_ARTIST), iptc(IptcDirectory.TAG_BY_LINE));
        String copyright = or(main(ExifDirectoryBase.TAG_COPYRIGHT), iptc(IptcDirectory.TAG_COPYRIGHT_NOTICE));
        return any(title, description, artist, copyright)
                ? new Metadata.Credits(title, description, artist, copyright)
                : null;
    }

    private @Nullable String main(int tag) {
        return text(ExifIFD0Directory.class, tag);
    }

    private @Nullable String details(int tag) {
        return text(ExifSubIFDDirectory.class, tag);
    }

    private @Nullable String iptc(int tag) {
        return text(IptcDirectory.class, tag);
    }

    private <T extends Directory> @Nullable String text(Class<T> kind, int tag) {
        T directory = tags.getFirstDirectoryOfType(kind);
        return directory == null ? null : Text.clean(directory.getString(tag));
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }

    private static boolean any(@Nullable Object... values) {
        return Stream.of(values).anyMatch(Objects::nonNull);
    }
}
