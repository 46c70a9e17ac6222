// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.Submission;
import dev.darkroom.storage.StorageKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture that somebody asked for.
 *
 * @param ref where it is
 * @param label what a person calls it
 */
record Picture(ImageRef ref, String label) {
    private static final String LABEL = "label";
    private static final int SHOWN_OF_NAME = 40;
    private static final int BYTES_OF_MARK = 5;

    static Picture file(Path path) {
        return new Picture(ImageRef.file(path), path.toString());
    }

    /** A picture on the web, called by its address without what may be a secret in it. */
    static Picture url(String url) {
        return new Picture(ImageRef.url(url), url.split("[?#]", 2)[0]);
    }

    /** A picture in Dropbox, by its path there or its id. */
    static Picture dropbox(String path) {
        return new Picture(ImageRef.of("dropbox", path), "dropbox:" + path);
    }

    /** Returns the picture of a job, called as it was when it was handed in. */
    static Picture of(Job job) {
        return new Picture(job.image(), label(job));
    }

    /** Returns what a person calls the picture of a job. */
    static String label(Job job) {
        return Optional.ofNullable(job.submission().context().get(LABEL))
                .orElseGet(() -> job.image().location());
    }

    /**
     * Hands it in under an id that can name a folder. The same picture always gets the same one, and writes over its
     * files. It is done once for each content that it has, as far as its file's length and time tell, unless its key is
     * changed.
     */
    Submission submission(String recipe, Optional<String> owner) {
        String mark = sha256(recipe + "\n" + owner.orElse("") + "\n" + ref);
        String id = plainName() + "-" + mark.substring(0, 2 * BYTES_OF_MARK);
        Submission submission = Submission.of(recipe, ref)
                .imageId(id)
                .key(id + "/" + sha256(stamp().toString()))
                .context(LABEL, label);
        return owner.map(submission::owner).orElse(submission);
    }

    private Stamp stamp() {
        try {
            return ref.source().equals(ImageRef.FILE) ? Stamp.of(Path.of(ref.location())) : Stamp.NONE;
        } catch (IOException e) {
            // Its job will say what is wrong.
            return Stamp.NONE;
        }
    }

    private String plainName() {
        String name = label.substring(label.replace('\\', '/').lastIndexOf('/') + 1);
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        String plain = StorageKey.safe(stem).toLowerCase(Locale.ROOT);
        return plain.substring(0, Math.min(plain.length(), SHOWN_OF_NAME)).replaceAll("(?<=.)-+$", "");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
