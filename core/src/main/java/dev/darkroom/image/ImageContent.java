// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a picture, in memory or in a file; they can be read as often as needed.
 *
 * <p>Threads may share it. Closing it deletes the file of a {@linkplain #temporary temporary} one and does nothing
 * otherwise.
 */
public final class ImageContent implements Closeable {
    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private final boolean deleteOnClose;
    private final long size;

    private ImageContent(byte @Nullable [] bytes, @Nullable Path file, boolean deleteOnClose, long size) {
        this.bytes = bytes;
        this.file = file;
        this.deleteOnClose = deleteOnClose;
        this.size = size;
    }

    /** Wraps bytes, which the caller no longer changes: they are not copied. */
    public static ImageContent of(byte[] bytes) {
        return new ImageContent(bytes, null, false, bytes.length);
    }

    /** Stands for the bytes of a file, which is left where it is. */
    public static ImageContent of(Path file) throws IOException {
        return new ImageContent(null, file, false, Files.size(file));
    }

    /** Takes over a file that is deleted when this content is closed. */
    public static ImageContent temporary(Path file) throws IOException {
        return new ImageContent(null, file, true, Files.size(file));
    }

    /** Reads a stream to its end into memory, or into a temporary file when it is long; see {@link #copyOf(InputStream, long, Path)}. */
    public static ImageContent copyOf(InputStream in, long maxBytes) throws IOException {
        return new ContentCopy(maxBytes, null).read(in);
    }

    /**
     * Reads a stream to its end into memory, or into a temporary file in this folder when it is long.
     *
     * @throws ImageRejectedException as {@link ImageRejectedException.Reason#TOO_LARGE}, after {@code maxBytes}
     */
    public static ImageContent copyOf(InputStream in, long maxBytes, Path folder) throws IOException {
        return new ContentCopy(maxBytes, folder).read(in);
    }

    /** Returns how many bytes there are. */
    public long size() {
        return size;
    }

    /** Returns the file that the bytes are in, if they are in one. */
    public Optional<Path> path() {
        return Optional.ofNullable(file);
    }

    /** Opens the bytes from the start; the caller closes the stream. */
    public InputStream open() throws IOException {
        return bytes != null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file());
    }

    /** Returns all bytes; a caller that can work on a stream should {@link #open} one. The array must not be changed. */
    public byte[] bytes() throws IOException {
        return bytes != null ? bytes : Files.readAllBytes(file());
    }

    /** Returns the first bytes, at most as many as asked for. */
    public byte[] head(int length) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(length);
        }
    }

    /** Returns the SHA-256 of the bytes in lower-case hex. */
    public String sha256() throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(), newSha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    @Override
    public void close() throws IOException {
        if (deleteOnClose) {
            Files.deleteIfExists(file());
        }
    }

    @Override
    public String toString() {
        return size + " bytes" + (file == null ? "" : " in a file");
    }

    private Path file() {
        if (file == null) {
            throw new IllegalStateException("neither bytes nor a file");
        }
        return file;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
