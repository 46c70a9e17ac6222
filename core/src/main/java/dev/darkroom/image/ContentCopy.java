// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Copies a stream of unknown length, so that neither the memory nor the disk fills up. */
final class ContentCopy {
    /** Most pictures of the web are smaller and never touch the disk. */
    private static final int IN_MEMORY = 2 << 20;

    private static final int BUFFER = 64 << 10;

    private final long maxBytes;
    private final @Nullable Path folder;

    ContentCopy(long maxBytes, @Nullable Path folder) {
        this.maxBytes = maxBytes;
        this.folder = folder;
    }

    ImageContent read(InputStream in) throws IOException {
        byte[] start = in.readNBytes((int) Math.min(maxBytes, IN_MEMORY) + 1);
        refuseOver(start.length);
        return start.length <= IN_MEMORY ? ImageContent.of(start) : spool(start, in);
    }

    private ImageContent spool(byte[] start, InputStream in) throws IOException {
        Path file = newFile();
        boolean whole = false;
        try {
            try (OutputStream out = new Disk(Files.newOutputStream(file))) {
                out.write(start);
                copyRest(in, out, start.length);
            }
            ImageContent content = ImageContent.temporary(file);
            whole = true;
            return content;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void copyRest(InputStream in, OutputStream out, long soFar) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = soFar;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            refuseOver(total);
            out.write(buffer, 0, n);
        }
    }

    private Path newFile() throws IOException {
        String prefix = "darkroom-";
        return folder == null ? Files.createTempFile(prefix, ".tmp") : Files.createTempFile(folder, prefix, ".tmp");
    }

    /** Tells a disk that is full from a stream that broke off: both are plain exceptions otherwise. */
    static final class Disk extends FilterOutputStream {
        Disk(OutputStream file) {
            super(file);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                // Without the name of the file, which is ours and not the picture's.
                FileSystemException full = new FileSystemException(null, null, e.getMessage());
                full.initCause(e);
                throw full;
            }
        }
    }

    private void refuseOver(long length) {
        if (length > maxBytes) {
            throw new ImageRejectedException(Reason.TOO_LARGE, "there are more than " + maxBytes + " bytes");
        }
    }
}
