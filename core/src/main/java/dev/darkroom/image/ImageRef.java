// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import dev.darkroom.text.KeptText;
import java.net.URI;
import java.nio.file.Path;

/**
 * Says where an image is: the name of the source that can fetch it, and the place in that source.
 *
 * <p>A reference is kept with the job, so it must still lead to the same picture after a restart. It is not a secret:
 * signed URLs do not belong here, a source of the host's own that signs them when asked does.
 *
 * @param source name of the {@code ImageSource} that understands the location, such as {@code file} or {@code url}
 * @param location the place, in the words of that source
 */
public record ImageRef(String source, String location) {

    /** The source name of {@link #file}. */
    public static final String FILE = "file";

    /** The source name of {@link #url}. */
    public static final String URL = "url";

    /** The source name of {@link #stored}. */
    public static final String STORED = "stored";

    /** Checks that neither part is blank, that both can be kept, and that the source's name isn't too long. */
    public ImageRef {
        if (source.isBlank()) {
            throw new IllegalArgumentException("an image reference needs the name of a source");
        }
        if (location.isBlank()) {
            throw new IllegalArgumentException("an image reference needs a location in source '" + source + "'");
        }
        KeptText.check("source of an image reference", source);
        KeptText.check("location of an image reference", location);
    }

    /** Refers to a picture by source name and location. */
    public static ImageRef of(String source, String location) {
        return new ImageRef(source, location);
    }

    /** Refers to a file by its path, made absolute so that a restart in another folder finds it. */
    public static ImageRef file(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("the path of a picture can't be blank");
        }
        return file(Path.of(path));
    }

    /** Refers to a file by its path, made absolute so that a restart in another folder finds it. */
    public static ImageRef file(Path path) {
        return new ImageRef(FILE, path.toAbsolutePath().normalize().toString());
    }

    /** Refers to a file in the Darkroom's own storage by its key: what a host put there before it submitted. */
    public static ImageRef stored(String key) {
        return new ImageRef(STORED, key);
    }

    /** Refers to a picture on the web; which addresses may be fetched is decided when it is fetched. */
    public static ImageRef url(String url) {
        return new ImageRef(URL, url);
    }

    /** Refers to a picture on the web; which addresses may be fetched is decided when it is fetched. */
    public static ImageRef url(URI url) {
        return url(url.toString());
    }

    /** Names the place for logs and messages: of an address on the web, neither its query nor who is named in it. */
    @Override
    public String toString() {
        return source + ":" + (location.contains("://") ? withoutSecrets(location) : location);
    }

    private static String withoutSecrets(String url) {
        return url.split("[?#]", 2)[0].replaceFirst("://[^/]*@", "://");
    }
}
