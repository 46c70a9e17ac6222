// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void aLackOfMemoryMayPassAlsoWhenItIsHidden() {
        OutOfMemoryError shortage = new OutOfMemoryError("test");

        assertThat(sorted(shortage)).isInstanceOf(IOException.class).hasMessageContaining("not enough memory");
        assertThat(sorted(new IIOException("odd", new IllegalStateException(shortage))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not enough memory");
    }

    @Test
    void everythingElseIsThePicturesFault() {
        for (Throwable thrown : new Throwable[] {
            new IIOException("odd"), new ArrayIndexOutOfBoundsException(7), new StackOverflowError(), new EOFException()
        }) {
            assertThat(sorted(thrown))
                    .isInstanceOf(ImageRejectedException.class)
                    .hasMessageStartingWith("the GIF data is ")
                    .extracting(e -> ((ImageRejectedException) e).reason())
                    .isEqualTo(Reason.BROKEN);
        }
    }

    @Test
    void whatOnlyAProgrammerUnderstandsIsNotRepeated() {
        assertThat(sorted(new IllegalArgumentException("tuple type may not be null")))
                .hasMessage("the GIF data is damaged");
    }

    @Test
    void aRejectionKeepsItsReason() {
        ImageRejectedException rejection = new ImageRejectedException(Reason.TOO_LARGE, "too large");

        assertThat(sorted(rejection)).isSameAs(rejection);
    }

    @Test
    void aFaultOfOursIsNotBlamedOnThePicture() {
        IllegalStateException ours = new IllegalStateException("ours");

        assertThat(catchThrowable(() -> Faults.asMemoryAllows(() -> {
                    throw ours;
                })))
                .isSameAs(ours);
    }

    private static Throwable sorted(Throwable thrown) {
        return catchThrowable(() -> Faults.sorted(ImageFormat.GIF, () -> {
            if (thrown instanceof Error error) {
                throw error;
            } else if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (IOException) thrown;
        }));
    }
}
