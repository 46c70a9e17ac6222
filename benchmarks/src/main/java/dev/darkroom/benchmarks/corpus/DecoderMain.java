// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import dev.darkroom.benchmarks.corpus.Attempt.End;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRejectedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What runs in the other JVM: reads paths, decodes each file and answers with a line for each. */
final class DecoderMain {
    /** The side that {@code references.py} uses too. */
    private static final int SIDE = 64;

    private static final Duration MOST_CPU = Duration.ofSeconds(10);

    private DecoderMain() {}

    /** Ends when its input does. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ImageEngine engine = ImageEngine.standard();
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            answers.println(timed(engine, Path.of(path)).line());
        }
    }

    private static Attempt timed(ImageEngine engine, Path file) throws IOException {
        ImageContent content = ImageContent.of(Files.readAllBytes(file));
        long before = cpuNanos();
        Attempt attempt = attempt(engine, content);
        Duration taken = Duration.ofNanos(cpuNanos() - before);
        return taken.compareTo(MOST_CPU) > 0 ? Attempt.ended(End.HANG, taken + " of CPU") : attempt;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @SuppressWarnings("CatchingUnchecked") // What must never come is just what is looked for here.
    private static Attempt attempt(ImageEngine engine, ImageContent content) {
        try {
            Rendered rendered = engine.render(content, RenderRequest.sample(SIDE));
            return Attempt.decoded(
                    rendered.info().width(),
                    rendered.info().height(),
                    overWhite(rendered.sample().orElseThrow()));
        } catch (Throwable thrown) {
            return Attempt.ended(end(thrown), thrown.toString());
        }
    }

    private static End end(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError) {
                return End.OUT_OF_MEMORY;
            }
        }
        if (thrown instanceof ImageRejectedException) {
            return End.REJECTED;
        }
        return thrown instanceof IOException ? End.FAILED : End.UNCHECKED;
    }

    private static SmallPicture overWhite(Pixels pixels) {
        byte[] rgb = new byte[3 * pixels.width() * pixels.height()];
        int at = 0;
        for (int argb : pixels.toArray()) {
            int alpha = argb >>> 24;
            for (int shift = 16; shift >= 0; shift -= 8) {
                rgb[at++] = (byte) ((((argb >> shift) & 0xFF) * alpha + 255 * (255 - alpha) + 127) / 255);
            }
        }
        return new SmallPicture(pixels.width(), pixels.height(), rgb);
    }
}
