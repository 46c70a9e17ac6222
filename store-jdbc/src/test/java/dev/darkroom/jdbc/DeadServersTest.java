// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody waits for ever for a server that is gone without a word. */
@Timeout(90)
class DeadServersTest {

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, '', 300000",
        "POSTGRESQL, socketTimeout=7, 7000",
        "POSTGRESQL, socketTimeout=0, 0",
        "MARIADB, '', 300000",
        "MARIADB, socketTimeout=7000, 7000"
    })
    void theStoresOwnConnectionsAreNotSilentForLongUnlessTheAddressSaysSo(
            TestDatabase database, String setting, int millis) throws SQLException {
        String url = database.url() + (setting.isEmpty() ? "" : "&" + setting);
        Opening.Opened opened = Opening.open(JdbcSettings.url(url).prefix(TestStore.newPrefix()));
        try (Connection connection = opened.database().connect()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(millis);
        } finally {
            opened.database().close();
        }
    }

    @Test
    void whatStandsInTheAddressIsLeftToIt() {
        assertThat(DeadServers.noticedBy("jdbc:postgresql://db/shop?user=me&tcpkeepalive=false&socketTimeout=9"))
                .isEmpty();
        assertThat(DeadServers.noticedBy("jdbc:mysql://db/shop"))
                .isEqualTo(Map.of("socketTimeout", "300000", "tcpKeepAlive", "true"));
        assertThat(DeadServers.noticedBy("jdbc:h2:file:./darkroom")).isEmpty();
    }

    @Test
    void aStatementFailsWhoseServerIsGone() throws IOException, InterruptedException {
        int port = PostgresServer.server().getPort();
        try (FreezingServer server = new FreezingServer(port)) {
            String url = PostgresServer.url().replace(":" + port + "/", ":" + server.port() + "/") + "&socketTimeout=1";
            try (JdbcJobStore store = JdbcJobStore.open(JdbcSettings.url(url).prefix(TestStore.newPrefix()))) {
                Semaphore told = new Semaphore(0);
                try (JobStore.Watch watch = store.watch(told::release)) {
                    assertThat(told.tryAcquire(30, TimeUnit.SECONDS))
                            .as("listens")
                            .isTrue();
                    server.freeze();
                    assertThatExceptionOfType(JobStoreException.class)
                            .isThrownBy(store::counts)
                            .withRootCauseInstanceOf(SocketTimeoutException.class);
                }
            }
        }
    }
}
