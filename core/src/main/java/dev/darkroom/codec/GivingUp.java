// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/*
 * The JDK's readers don't ask whether their thread is interrupted, but they can be told to give up by that
 * thread, which tells them how far it is after each row.
 */
/** Makes the JDK's readers heed an interrupt. */
final class GivingUp implements IIOReadProgressListener {
    private GivingUp() {}

    /** Ends a reader when its thread is interrupted; what it returns then is half a picture, so check afterwards. */
    static void ends(ImageReader reader) {
        reader.addIIOReadProgressListener(new GivingUp());
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
