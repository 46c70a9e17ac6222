// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Puts colour profiles into files and takes them out, without a line of the code that is tested. */
final class Profiled {
    private static final String SEGMENT = "ICC_PROFILE\0";

    private Profiled() {}

    static byte[] with(BufferedImage picture, ImageFormat format, byte[] profile) throws IOException {
        if (format == ImageFormat.JPEG) {
            byte[] name = Pictures.joined(SEGMENT.getBytes(StandardCharsets.ISO_8859_1), new byte[] {1, 1});
            return Pictures.withSegment(Pictures.jpeg(picture), 0xE2, Pictures.joined(name, profile));
        }
        byte[] png = Pictures.encoded(picture, "png");
        byte[] chunk = Pictures.chunk("iCCP", Pictures.joined(new byte[] {'x', 0, 0}, Pictures.deflated(profile)));
        return Pictures.joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
    }

    /** Returns the profile in a file; an empty one if there is none. */
    static byte[] profile(byte[] file, ImageFormat format) {
        if (format == ImageFormat.PNG) {
            byte[] body = Pngs.body(file, "iCCP");
            int name = 0;
            while (name < body.length && body[name] != 0) {
                name++;
            }
            return body.length == 0 ? body : inflated(Arrays.copyOfRange(body, name + 2, body.length));
        }
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(SEGMENT);
        if (at < 0) {
            return new byte[0];
        }
        int length = ByteBuffer.wrap(file).getShort(at - 2) - 2;
        return Arrays.copyOfRange(file, at + SEGMENT.length() + 2, at + length);
    }

    static byte[] without(byte[] file, ImageFormat format) {
        return format == ImageFormat.PNG ? Pngs.without(file, "iCCP") : Pictures.withoutApplicationSegments(file);
    }

    private static byte[] inflated(byte[] bytes) {
        try {
            Inflater inflater = new Inflater();
            inflater.setInput(bytes);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[10_000];
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                all.write(buffer, 0, n);
            }
            return all.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
