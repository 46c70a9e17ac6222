// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Makes the standard engine, but with contents that are words it does as they say. */
public final class Troublemaker implements Supplier<ImageEngine> {
    static final ImageContent CRASH = content("crash");
    static final ImageContent HANG = content("hang");
    static final ImageContent EAT = content("eat");
    static final ImageContent TELL = content("tell");
    static final ImageContent PRINT = content("print");
    static final ImageContent FAIL = content("fail");

    private static ImageContent content(String word) {
        return ImageContent.of(word.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public ImageEngine get() {
        return new Engine(ImageEngine.standard());
    }

    private record Engine(ImageEngine next) implements ImageEngine {

        @Override
        public ImageInfo inspect(ImageContent content) throws IOException {
            return next.inspect(content);
        }

        @Override
        public Rendered render(ImageContent content, RenderRequest request) throws IOException {
            obey(new String(content.head(5), StandardCharsets.US_ASCII));
            return next.render(content, request);
        }

        @Override
        public Set<ImageFormat> writes() {
            return next.writes();
        }

        @Override
        public Set<ImageFormat> leftOut() {
            return next.leftOut();
        }

        private static void obey(String word) throws IOException {
            switch (word) {
                case "crash" -> Runtime.getRuntime().halt(134);
                case "hang" -> hang();
                case "eat" -> eat();
                case "tell" -> throw new IOException(System.getenv().keySet().toString());
                case "print" -> System.out.println("a library that says something");
                case "fail" -> throw new IllegalStateException("on purpose");
                default -> {}
            }
        }

        private static void hang() {
            CountDownLatch never = new CountDownLatch(1);
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // Like native code, it does not care.
                }
            }
        }

        private static void eat() {
            List<byte[]> all = new ArrayList<>();
            while (all.size() < Integer.MAX_VALUE) {
                all.add(new byte[1 << 20]);
            }
        }
    }
}
