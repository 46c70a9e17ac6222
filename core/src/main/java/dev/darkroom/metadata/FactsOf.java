// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import dev.darkroom.tags.Tags;
import dev.darkroom.tags.Text;
import dev.darkroom.tags.XmpPacket;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns tags into facts; a value that can't be true is as good as absent. */
final class FactsOf {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int BELOW_SEA = 1;
    private static final int MAX_KEYWORDS = 64;

    private final Tags tags;
    private final XmpPacket xmp;

    private FactsOf(Tags tags) {
        this.tags = tags;
        this.xmp = tags.xmp();
    }

    /** What a camera wrote into EXIF comes first; XMP, which programs add, fills what is missing. */
    static Metadata.Facts tags(Tags tags) {
        FactsOf facts = new FactsOf(tags);
        return new Metadata.Facts(facts.taken(), facts.place(), facts.camera(), facts.exposure(), facts.credits());
    }

    private Metadata.@Nullable Taken taken() {
        Metadata.Taken original =
                taken(ExifDirectoryBase.TAG_DATETIME_ORIGINAL, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
        if (original == null) {
            original = taken(ExifDirectoryBase.TAG_DATETIME_DIGITIZED, ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED);
        }
        return original == null ? XmpFacts.taken(xmp) : original;
    }

    private Metadata.@Nullable Taken taken(int timeTag, int offsetTag) {
        String time = details(timeTag);
        if (time == null) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(time, TIME);
            return new Metadata.Taken(local, offset(local, offsetTag));
        } catch (DateTimeException e) {
            return null; // Cameras whose clock was never set write zeros or blanks.
        }
    }

    private @Nullable ZoneOffset offset(LocalDateTime local, int tag) {
        ZoneOffset written = offset(details(tag));
        if (written == null) {
            written = offset(details(ExifDirectoryBase.TAG_TIME_ZONE));
        }
        GpsDirectory gps = tags.directory(GpsDirectory.class);
        Date utc = written != null || gps == null ? null : gps.getGpsDate();
        return utc == null ? written : offset(local, utc.toInstant());
    }

    /** Works out the offset from the satellites' clock, unless it tells the time of an earlier fix. */
    private static @Nullable ZoneOffset offset(LocalDateTime local, Instant utc) {
        long seconds = Duration.between(utc, local.toInstant(ZoneOffset.UTC)).toSeconds();
        long halfHours = Math.round(seconds / 1800.0);
        boolean sound = Math.abs(seconds - 1800 * halfHours) <= 60 && halfHours >= -24 && halfHours <= 28;
        return sound ? ZoneOffset.ofTotalSeconds((int) halfHours * 1800) : null;
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        try {
            return text == null ? null : ZoneOffset.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Metadata.@Nullable Place place() {
        GpsDirectory gps = tags.directory(GpsDirectory.class);
        GeoLocation location = gps == null ? null : gps.getGeoLocation();
        // Devices without a fix write 0, 0: a place in the sea where nobody takes pictures.
        if (gps == null || location == null || location.isZero()) {
            return XmpFacts.place(xmp);
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
        String make = or(main(ExifDirectoryBase.TAG_MAKE), xmp.first("tiff:Make"));
        String model = or(main(ExifDirectoryBase.TAG_MODEL), xmp.first("tiff:Model"));
        String lens = or(details(ExifDirectoryBase.TAG_LENS_MODEL), xmp.first("aux:Lens"));
        String software = or(main(ExifDirectoryBase.TAG_SOFTWARE), xmp.first("xmp:CreatorTool"));
        return any(make, model, lens, software) ? new Metadata.Camera(make, model, lens, software) : null;
    }

    private Metadata.@Nullable Exposure exposure() {
        Directory details = tags.directory(ExifSubIFDDirectory.class);
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
        String title = or(iptc(IptcDirectory.TAG_OBJECT_NAME), xmp.first("dc:title"));
        String description = or(
                main(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION),
                or(iptc(IptcDirectory.TAG_CAPTION), xmp.first("dc:description")));
        String artist = tags.artist();
        String copyright = tags.copyright();
        List<String> keywords = keywords();
        return any(title, description, artist, copyright) || !keywords.isEmpty()
                ? new Metadata.Credits(title, description, artist, copyright, keywords)
                : null;
    }

    private List<String> keywords() {
        Set<String> words = new LinkedHashSet<>();
        IptcDirectory iptc = tags.directory(IptcDirectory.class);
        List<String> old = iptc == null ? null : iptc.getKeywords();
        for (String word : old == null ? xmp.all("dc:subject") : old) {
            String clean = Text.clean(word);
            if (clean != null && words.size() < MAX_KEYWORDS) {
                words.add(clean);
            }
        }
        return List.copyOf(words);
    }

    private @Nullable String main(int tag) {
        return tags.text(ExifIFD0Directory.class, tag);
    }

    private @Nullable String details(int tag) {
        return tags.text(ExifSubIFDDirectory.class, tag);
    }

    private @Nullable String iptc(int tag) {
        return tags.text(IptcDirectory.class, tag);
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }

    private static boolean any(@Nullable Object... values) {
        return Stream.of(values).anyMatch(Objects::nonNull);
    }
}
