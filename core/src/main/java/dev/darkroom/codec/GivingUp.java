// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOWriteProgressListener;

/*
 * The JDK's readers and writers don't ask whether their thread is interrupted, but they can be told to give up by that
 * thread, which tells them how far it is after each row.
 */
/** Makes the JDK's readers and writers heed an interrupt. */
final class GivingUp implements IIOReadProgressListener, IIOWriteProgressListener {
    private GivingUp() {}

    /** Ends a reader when its thread is interrupted; what it returns then is half a picture, so check afterwards. */
    static void ends(ImageReader reader) {
        reader.addIIOReadProgressListener(new GivingUp());
    }

    /** Ends a writer when its thread is interrupted; what it has written then is half a picture, so check afterwards. */
    static void ends(ImageWriter writer) {
        writer.addIIOWriteProgressListener(new GivingUp());
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (Thread.currentThread().isInterrupted()) {
            source.abort();
        }
    }

    @Override
    public void imageProgress(ImageWriter source, float percentageDone) {
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
    public void imageStarted(ImageWriter source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void imageComplete(ImageWriter source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailStarted(ImageWriter source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailProgress(ImageWriter source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void thumbnailComplete(ImageWriter source) {}

    @Override
    public void readAborted(ImageReader source) {}

    @Override
    public void writeAborted(ImageWriter source) {}
}
