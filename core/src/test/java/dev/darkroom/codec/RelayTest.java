// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RelayTest {
    private static final int ROWS = 1_000;

    private final Cores cores = new Cores(2);

    @Test
    void allRowsArriveInTheirOrderThoughTheirArrayIsUsedAgain() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        Relay relay = new Relay((plane, samples, offset, stride, rows) -> seen.write(samples, offset, rows), cores);
        byte[] row = new byte[3];

        for (int y = 0; y < ROWS; y++) {
            row[1] = (byte) y;
            relay.rows(0, row, 1, 1, 1);
        }
        relay.end(true);

        byte[] all = seen.toByteArray();
        assertThat(all).hasSize(ROWS);
        for (int y = 0; y < ROWS; y++) {
            assertThat(all[y]).isEqualTo((byte) y);
        }
    }

    @Test
    void aFailureInTheOtherThreadIsToldAndKeepsNobodyWaiting() throws IOException {
        Relay relay = new Relay(
                (plane, samples, offset, stride, rows) -> {
                    throw new IllegalStateException("no room");
                },
                cores);

        for (int y = 0; y < ROWS; y++) {
            relay.rows(0, new byte[1], 0, 1, 1);
        }

        assertThatThrownBy(() -> relay.end(true)).hasMessage("no room");
    }

    @Test
    void anInterruptEndsTheWait() {
        Relay relay = new Relay((plane, samples, offset, stride, rows) -> {}, cores);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> relay.rows(0, new byte[1], 0, 1, 1)).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aProcessorIsLentOnlyIfNobodyWorksOnIt() {
        assertThat(cores.take()).isTrue();
        assertThat(cores.take()).isTrue();
        assertThat(cores.take()).isFalse();

        cores.giveBack();

        assertThat(cores.take()).isTrue();
        assertThat(cores.take()).isFalse();
    }
}
