// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.codec.plane.Axis;
import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.codec.plane.PlaneScaler;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TimedEngineTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final ImageContent PICTURE = ImageContent.of(new byte[1]);
    private static final ImageInfo INFO = new ImageInfo(ImageFormat.PNG, 1, 1, 1, false);

    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void nobodyIsInterruptedAfterwards() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aPictureThatKeepsAProcessorBusyForTooLongIsRejected() {
        Throwable thrown = catchThrowable(() -> timed(this::hardAtWork, TimedEngineTest::untilInterrupted));

        assertThat(thrown)
                .isInstanceOf(ImageRejectedException.class)
                .hasMessage("the picture took longer than 20 ms to decode")
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void itIsNotHeldAgainstAPictureThatTheMachineWasBusyWithOtherThings() {
        assertThat(catchThrowable(() -> timed(TimedEngineTest::notAtWork, TimedEngineTest::untilInterrupted)))
                .isInstanceOf(OutOfResourcesException.class)
                .hasMessageStartingWith("the picture was not decoded in 20 ms");
    }

    @Test
    void whatAnInterruptedDecoderThrowsIsNotTakenForAFaultOfThePicture() {
        assertThat(catchThrowable(() -> timed(this::hardAtWork, () -> {
                    awaitInterrupt();
                    throw new ImageRejectedException(Reason.BROKEN, "half a picture");
                })))
                .hasMessageContaining("took longer");
    }

    @Test
    void aPictureThatIsDoneAfterAllIsHandedOut() throws IOException {
        assertThat(timed(this::hardAtWork, () -> {
                    awaitInterrupt();
                    return INFO;
                }))
                .isEqualTo(INFO);
    }

    @Test
    void anInterruptBySomebodyElseStaysOne() {
        Throwable thrown = catchThrowable(() -> within(Duration.ofHours(1), this::hardAtWork, () -> {
            Thread.currentThread().interrupt();
            return untilInterrupted();
        }));

        assertThat(thrown).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatADecoderStumblesOverWhenItIsInterruptedIsNoFaultOfThePicture() {
        for (Throwable stumble : List.of(
                new InterruptedIOException("test"),
                new IllegalStateException("test"),
                Faults.cutOff(ImageFormat.PNG))) {
            Thread.currentThread().interrupt();
            assertThat(catchThrowable(() -> Faults.sorted(ImageFormat.PNG, () -> {
                        if (stumble instanceof IOException e) {
                            throw e;
                        }
                        throw (RuntimeException) stumble;
                    })))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theStandardEngineEndsInTheMiddleOfAPicture() {
        ImageContent large = ImageContent.of(Pictures.png(4_000, 5_000, 8, 0, new byte[4_001 * 5_000]));
        ImageEngine hasty = new TimedEngine(SHORT, this::hardAtWork, ImageEngine.standard());

        assertThat(catchThrowable(() -> hasty.render(large, RenderRequest.sample(100))))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void scalingAndEncodingEndAsWell() throws IOException {
        Variant variant = Variant.fit("large", 300, 300);
        Canvas large = new Canvas(300, 300, true);
        PlaneScaler scaler = new PlaneScaler(4, 4);
        scaler.add(
                new Axis(0, 0.01, 400), new Axis(0, 0.01, 400), 1, 3, 0, (plane, samples, offset, stride, rows) -> {});
        List<Faults.Work<?>> endless = new ArrayList<>();
        for (ImageFormat format : Encoder.FORMATS) {
            endless.add(() -> Encoder.encode(large, 0, variant, format, Enclosed.NOTHING));
        }
        endless.add(() -> {
            scaler.rows(new byte[16], 0, 4, 4);
            return true;
        });

        for (Faults.Work<?> work : endless) {
            Thread.currentThread().interrupt();
            assertThat(catchThrowable(work::run)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static ImageWriter jdksWriter(ImageFormat format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format.extension());
        ImageWriter writer = writers.next();
        while (writer.getClass().getModule() != ImageIO.class.getModule()) {
            writer = writers.next();
        }
        return writer;
    }

    private static byte[] writtenByTheJdk(BufferedImage picture, ImageFormat format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = jdksWriter(format);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(picture);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "GIF", "BMP", "TIFF"})
    void theJdksReadersGiveUpWhenTheirThreadIsInterrupted(ImageFormat format) throws IOException {
        byte[] picture = writtenByTheJdk(Pictures.quarters(40, 4_000), format);
        ImageReader reader = JdkCodecs.reader(format);
        GivingUp.ends(reader);
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)), true, true);
        SeenRows rows = new SeenRows();
        reader.addIIOReadUpdateListener(rows);
        Thread.currentThread().interrupt();
        try {
            reader.read(0);
            assertThat(rows.read).isLessThan(400);
            assertThat(catchThrowable(Interruption::check)).isInstanceOf(InterruptedIOException.class);
        } finally {
            Thread.interrupted();
            reader.dispose();
        }
    }

    /** What a thread says that is always at work. */
    private Optional<Duration> hardAtWork(Thread thread) {
        return Optional.of(Duration.ofHours(asked.incrementAndGet()));
    }

    private static Optional<Duration> notAtWork(Thread thread) {
        return Optional.of(Duration.ofHours(1));
    }

    private static ImageInfo untilInterrupted() throws IOException {
        awaitInterrupt();
        Interruption.check();
        return INFO;
    }

    private static void awaitInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private static ImageInfo timed(Function<Thread, Optional<Duration>> efforts, Faults.Work<ImageInfo> work)
            throws IOException {
        return within(SHORT, efforts, work);
    }

    private static ImageInfo within(
            Duration longest, Function<Thread, Optional<Duration>> efforts, Faults.Work<ImageInfo> work)
            throws IOException {
        return new TimedEngine(longest, efforts, new Working(work))
                .render(PICTURE, RenderRequest.nothing())
                .info();
    }

    private static final class SeenRows implements IIOReadUpdateListener {
        private int read;

        @Override
        public void imageUpdate(
                ImageReader source,
                BufferedImage image,
                int x,
                int y,
                int width,
                int height,
                int stepX,
                int stepY,
                int[] bands) {
            read += height;
        }

        @Override
        public void passStarted(
                ImageReader source,
                BufferedImage image,
                int pass,
                int from,
                int to,
                int x,
                int y,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void passComplete(ImageReader source, BufferedImage image) {}

        @Override
        public void thumbnailPassStarted(
                ImageReader source,
                BufferedImage image,
                int pass,
                int from,
                int to,
                int x,
                int y,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void thumbnailUpdate(
                ImageReader source,
                BufferedImage image,
                int x,
                int y,
                int width,
                int height,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void thumbnailPassComplete(ImageReader source, BufferedImage image) {}
    }

    private record Working(Faults.Work<ImageInfo> work) implements ImageEngine {
        @Override
        public ImageInfo inspect(ImageContent content) throws IOException {
            return work.run();
        }

        @Override
        public Rendered render(ImageContent content, RenderRequest request) throws IOException {
            return new Rendered(work.run(), List.of(), Optional.empty());
        }

        @Override
        public Set<ImageFormat> writes() {
            return Set.of();
        }
    }
}
