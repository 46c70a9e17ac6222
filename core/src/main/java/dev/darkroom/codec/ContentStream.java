// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a picture's bytes, and tells a disk that fails from a picture that is damaged. */
final class ContentStream extends FilterInputStream {

    private ContentStream(InputStream in) {
        super(in);
    }

    static ContentStream open(ImageContent content) throws IOException {
        try {
            return new ContentStream(content.open());
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }
}
