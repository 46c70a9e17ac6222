// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.InterruptedIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/*
 * A thread at work on a picture is interrupted when its time is up, and when nobody wants the picture any more. Work of
 * ours asks between rows. The JDK's readers don't ask, but they can be told to give up by the thread that reads, which
 * they call after each row.
 */
/** Lets work on a picture end early when its thread is interrupted. */
final class Interruption implements IIOReadProgressListener {
    private Interruption() {}

    /** Throws if the thread is interrupted, and leaves it so for those who have to know. */
    static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while at work on a picture");
        }
    }

    /** Makes a reader give up when its thread is interrupted; what it returns then is half a picture, so check again. */
    static void ends(ImageReader reader) {
        reader.addIIOReadProgressListener(new Interruption());
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (Thread.currentThread().isInterrupted()) {
            source.abort();
        }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
