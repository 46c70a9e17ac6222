// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.Optional;

/*
 * A reader may read on past the end, which the engine tells as a picture that is cut off. Any other unchecked exception
 * would be told as damage too, but is a case that nobody thought of.
 */
/** The reader of one format's header: what it accepts is within the limits and can be told. */
public final class HeaderTarget implements Target {
    static final DecodeLimits LIMITS = new DecodeLimits(100_000, 1_000, 20, 20);

    private final ImageFormat format;

    /** Reads every input as if it were of this format. */
    public HeaderTarget(ImageFormat format) {
        this.format = format;
    }

    @Override
    public void read(byte[] input) throws IOException {
        byte[] bytes = format == ImageFormat.PNG ? PngSums.mended(input) : input;
        Optional<Header> header = untilTheEnd(() -> Header.read(format, bytes, LIMITS));
        if (header.isPresent()) {
            Sizes.check(header.get().width(), header.get().height(), LIMITS);
            check(header.get().info());
            untilTheEnd(header.get()::profile);
        }
    }

    static void check(ImageInfo info) {
        Target.require(info.width() >= 1 && info.height() >= 1, "a picture without pixels: " + info);
    }

    private static <T> Optional<T> untilTheEnd(Faults.Work<T> work) throws IOException {
        try {
            return Optional.of(work.run());
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
