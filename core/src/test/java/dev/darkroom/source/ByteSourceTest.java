// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageRef;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ByteSourceTest {
    private static final ImageRef REF = ImageRef.of("photos", "42");

    @Test
    void troubleOfTheHostMayPass() {
        TimeoutException trouble = new TimeoutException("connection lost");
        ImageSource source = ImageSource.bytes("photos", id -> {
            throw trouble;
        });

        assertThatThrownBy(() -> source.fetch(REF, 10))
                .isInstanceOf(IOException.class)
                .hasMessage("looking up photos:42 failed")
                .hasCause(trouble);
    }

    @Test
    void anInterruptGoesThrough() {
        ImageSource source = ImageSource.bytes("photos", id -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> source.fetch(REF, 10)).isInstanceOf(InterruptedException.class);
    }
}
