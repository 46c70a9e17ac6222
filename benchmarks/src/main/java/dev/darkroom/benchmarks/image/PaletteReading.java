// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.palette.Palette;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;
import java.lang.reflect.Proxy;

/** The palette as a recipe finds it, without the recipe around it. */
final class PaletteReading {
    private final ImageProcessor<?> processor = Palette.colours(5).processor();

    /** Returns what it needs from the one decode. */
    RenderRequest wants() {
        return processor.wants();
    }

    /** Finds the colours. */
    void read(Rendered rendered) throws IOException {
        try {
            StepOutcome<?> outcome = processor.process(context(rendered));
            if (!(outcome instanceof StepOutcome.Succeeded)) {
                throw new IllegalStateException("no palette came of it: " + outcome);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Returns a context that knows the small copy and nothing else. */
    private static StepContext context(Rendered rendered) {
        return (StepContext) Proxy.newProxyInstance(
                StepContext.class.getClassLoader(), new Class<?>[] {StepContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sample")) {
                        return rendered.sample().orElseThrow();
                    }
                    throw new UnsupportedOperationException("a palette asked for " + method.getName());
                });
    }
}
