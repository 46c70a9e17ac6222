// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** The headers of rare formats, which readers of others read. */
public final class RareTarget implements Target {
    private static final Set<ImageFormat> RARE =
            Set.of(ImageFormat.ICNS, ImageFormat.PCX, ImageFormat.PNM, ImageFormat.SGI);

    @Override
    public void read(byte[] input) throws IOException {
        ImageFormat format =
                Signature.readable(Arrays.copyOf(input, Math.min(input.length, Signature.LENGTH)), any -> false);
        if (RARE.contains(format)) {
            Header header = Faults.sorted(format, () -> Header.read(format, input, HeaderTarget.LIMITS));
            HeaderTarget.check(header.info());
        }
    }
}
