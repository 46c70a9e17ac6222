// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The headers of rare formats, which readers of others read. */
public final class RareTarget implements Target {
    private static final Set<ImageFormat> RARE =
            Set.of(ImageFormat.ICNS, ImageFormat.PCX, ImageFormat.PNM, ImageFormat.SGI);

    private final ImageEngine engine = new StandardEngine(HeaderTarget.LIMITS, new Codecs(List.of()));

    @Override
    public void read(byte[] input) throws IOException {
        ImageFormat format =
                Signature.readable(Arrays.copyOf(input, Math.min(input.length, Signature.LENGTH)), any -> false);
        if (RARE.contains(format)) {
            HeaderTarget.check(engine.inspect(ImageContent.of(input)));
        }
    }
}
