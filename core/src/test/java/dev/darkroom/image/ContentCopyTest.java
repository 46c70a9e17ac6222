// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentCopyTest {
    private static final int LONG = 3 << 20;

    @TempDir
    private Path folder;

    @Test
    void aFullDiskIsToldFromAStreamThatBreaksOff() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> new ContentCopy.Disk(full).write(new byte[10]))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void whatBreaksOffLeavesNoFileBehind() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(new byte[LONG]), broken);

        assertThatThrownBy(() -> ImageContent.copyOf(in, 2L * LONG, folder)).hasMessage("connection reset");
        assertThat(folder).isEmptyDirectory();
    }
}
