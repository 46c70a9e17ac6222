// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegException;
import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sorts what goes wrong while a picture is decoded: is it the picture, or the moment? */
final class Faults {
    private static final int MAX_CAUSES = 10;

    private Faults() {}

    /** Work with pictures. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Runs the work; bytes that can't be read are known by their exception, so every other I/O error or unchecked exception
     * can only come from the picture.
     */
    static <T> T sorted(ImageFormat format, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (PassingException | OutOfResourcesException | InterruptedIOException e) {
            throw e;
        } catch (ImageRejectedException e) {
            throw unlessInterrupted(e);
        } catch (JpegException e) {
            throw unlessInterrupted(rejected(e));
        } catch (IOException | RuntimeException | StackOverflowError | InternalError e) {
            if (ranOutOfMemory(e)) {
                throw notEnoughMemory(e);
            }
            throw unlessInterrupted(broken(format, e));
        } catch (OutOfMemoryError e) {
            throw notEnoughMemory(e);
        }
    }

    /** A decoder that was interrupted leaves half a picture, or stumbles over it; that says nothing about the whole. */
    private static ImageRejectedException unlessInterrupted(ImageRejectedException verdict)
            throws InterruptedIOException {
        if (verdict.reason() == Reason.BROKEN) {
            Interruption.check();
        }
        return verdict;
    }

    /** Runs work in which only the lack of memory is expected; everything else that it throws is a fault of ours. */
    static <T> T asMemoryAllows(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            throw notEnoughMemory(e);
        }
    }

    /** Says of an error that trying again may help. */
    static IOException mayPass(IOException cause) {
        return new PassingException(cause);
    }

    private static final class PassingException extends IOException {
        private static final long serialVersionUID = 1L;

        PassingException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    static ImageRejectedException broken(ImageFormat format, String what) {
        return new ImageRejectedException(Reason.BROKEN, "the " + format + " data is damaged: " + what);
    }

    static ImageRejectedException cutOff(ImageFormat format) {
        return new ImageRejectedException(Reason.BROKEN, "the " + format + " data is cut off: its end is missing");
    }

    static ImageRejectedException unsupported(String what) {
        return new ImageRejectedException(Reason.UNSUPPORTED, what);
    }

    private static ImageRejectedException rejected(JpegException e) {
        Reason reason = switch (e.kind()) {
            case BROKEN, CUT_OFF -> Reason.BROKEN;
            case UNSUPPORTED -> Reason.UNSUPPORTED;
            case LIMIT -> Reason.TOO_LARGE;
        };
        return new ImageRejectedException(reason, String.valueOf(e.getMessage()), e);
    }

    /**
     * Returns what to throw when a picture was not done in time, or rejects it.
     *
     * @param worked whether a processor was at work on it all the time, so that it will take as long the next time
     */
    static OutOfResourcesException late(Duration longest, boolean worked) {
        if (worked) {
            throw new ImageRejectedException(
                    Reason.TOO_LARGE, "the picture took longer than " + words(longest) + " to decode");
        }
        return new OutOfResourcesException("the picture was not decoded in " + words(longest)
                + ", but no processor was at work on it all that time");
    }

    private static String words(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static OutOfResourcesException notEnoughMemory(Throwable cause) {
        return new OutOfResourcesException("not enough memory to decode the picture now", cause);
    }

    private static ImageRejectedException broken(ImageFormat format, Throwable cause) {
        boolean ended = cause instanceof EOFException
                || cause instanceof BufferUnderflowException
                || cause.getCause() instanceof EOFException;
        String message = ended
                ? "the " + format + " data is cut off: its end is missing"
                : "the " + format + " data is damaged" + said(cause.getMessage());
        return new ImageRejectedException(Reason.BROKEN, message, cause);
    }

    /** What speaks of null was never meant for a person. */
    private static String said(@Nullable String message) {
        return message == null || message.isBlank() || message.contains("null")
                ? ""
                : ": " + lowerStart(message.strip());
    }

    private static String lowerStart(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** The JDK's PNG reader hides an OutOfMemoryError in an IIOException. */
    private static boolean ranOutOfMemory(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
