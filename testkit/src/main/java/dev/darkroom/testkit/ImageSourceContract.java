// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.source.ImageSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ImageSource} promises. */
@Timeout(60)
public abstract class ImageSourceContract {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};
    private static final int LONG = 3 << 20;

    /** For subclasses. */
    protected ImageSourceContract() {}

    /** Returns the source; the same one each time in a test. */
    protected abstract ImageSource source();

    /** Puts a picture of these bytes where the source finds it, and returns a reference to it. */
    protected abstract ImageRef place(byte[] bytes) throws Exception;

    /** Returns a reference that leads to nothing. */
    protected abstract ImageRef missing() throws Exception;

    @Test
    public void hasTheNameOfItsReferences() throws Exception {
        assertThat(source().name()).isEqualTo(place(BYTES).source());
    }

    @Test
    public void fetchesAllBytes() throws Exception {
        assertThat(fetched(place(BYTES), 1000)).isEqualTo(BYTES);
    }

    @Test
    public void fetchesAsOftenAsAsked() throws Exception {
        ImageRef ref = place(BYTES);

        assertThat(fetched(ref, 1000)).isEqualTo(fetched(ref, 1000));
    }

    @Test
    public void fetchesLongPictures() throws Exception {
        byte[] bytes = new byte[LONG];
        Arrays.fill(bytes, (byte) 7);

        assertThat(fetched(place(bytes), LONG)).isEqualTo(bytes);
    }

    @Test
    public void passesOnAnEmptyPicture() throws Exception {
        assertThat(fetched(place(new byte[0]), 1000)).isEmpty();
    }

    @Test
    public void theLimitItselfIsAllowed() throws Exception {
        assertThat(fetched(place(BYTES), BYTES.length)).isEqualTo(BYTES);
    }

    @Test
    public void refusesMoreThanTheLimit() throws Exception {
        ImageRef ref = place(BYTES);

        assertRejected(ref, BYTES.length - 1, Reason.TOO_LARGE);
    }

    @Test
    public void refusesLongPicturesOverTheLimit() throws Exception {
        ImageRef ref = place(new byte[LONG]);

        assertRejected(ref, LONG - 1, Reason.TOO_LARGE);
    }

    @Test
    public void saysWhenThereIsNothing() throws Exception {
        assertRejected(missing(), 1000, Reason.MISSING);
    }

    private byte[] fetched(ImageRef ref, long maxBytes) throws Exception {
        try (ImageContent content = source().fetch(ref, maxBytes)) {
            return content.bytes();
        }
    }

    private void assertRejected(ImageRef ref, long maxBytes, Reason reason) {
        assertThatThrownBy(() -> source().fetch(ref, maxBytes))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
