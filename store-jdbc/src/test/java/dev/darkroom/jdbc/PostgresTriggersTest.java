// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only triggers of PostgreSQL can do, or get wrong. */
@Timeout(90)
class PostgresTriggersTest {
    private HostDatabase host;
    private Triggers triggers;

    @BeforeEach
    void open() throws SQLException {
        host = new HostDatabase(TestDatabase.POSTGRESQL);
        triggers = host.store().triggers();
    }

    @AfterEach
    void close() {
        host.store().close();
    }

    @Test
    void aTriggerThatWasSwitchedOffIsMadeAgain() throws SQLException {
        triggers.install(host.table());
        host.execute("ALTER TABLE " + host.uploads() + " DISABLE TRIGGER USER");
        assertThat(triggers.isInstalled(host.table())).isFalse();
        triggers.install(host.table());
        host.insert(1, "a.jpg");

        assertThat(host.images()).containsExactly("1");
    }

    @Test
    void aTriggerIsMadeWhileSomebodyReads() throws SQLException {
        try (Connection reader = host.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM " + host.uploads()).close();
            triggers.install(host.table());
        }
        host.insert(1, "a.jpg");
        assertThat(host.images()).containsExactly("1");
    }

    @Test
    void tenantsWhoseTablesHaveOneNameHaveTriggersOfTheirOwn() throws SQLException {
        String prefix = host.tables().settings().prefix();
        List<String> tenants = List.of(prefix + "anna", prefix + "bob");
        for (String tenant : tenants) {
            host.execute("CREATE SCHEMA " + tenant);
            host.execute("CREATE TABLE " + tenant + ".pictures (id text, path text)");
            try (JdbcJobStore store = storeOf(tenant)) {
                store.triggers().install(picturesOf(tenant));
            }
        }
        for (String tenant : tenants) {
            host.execute("INSERT INTO " + tenant + ".pictures VALUES ('1', 'a.jpg')");
        }
        assertThat(host.images()).containsExactly(prefix + "anna/1", prefix + "bob/1");

        try (JdbcJobStore store = storeOf(tenants.get(0))) {
            store.triggers().uninstall(picturesOf(tenants.get(0)));
        }
        for (String tenant : tenants) {
            host.execute("INSERT INTO " + tenant + ".pictures VALUES ('2', 'b.jpg')");
        }
        assertThat(host.images()).endsWith(prefix + "bob/2").hasSize(3);
    }

    private JdbcJobStore storeOf(String tenant) {
        return JdbcJobStore.open(JdbcSettings.url(PostgresServer.url() + "&currentSchema=" + tenant + ",public")
                .prefix(host.tables().settings().prefix()));
    }

    private static HostTable picturesOf(String tenant) {
        return HostTable.named("pictures")
                .recipe("photo")
                .location(ImageRef.FILE, "path")
                .imageIdPrefix(tenant + "/");
    }

    @Test
    void workersAreToldAtOnce() throws SQLException, InterruptedException {
        triggers.install(host.table());
        Semaphore told = new Semaphore(0);
        try (JobStore.Watch watch = host.store().watch(told::release)) {
            assertThat(told.tryAcquire(30, TimeUnit.SECONDS)).as("listens").isTrue();
            host.insert(1, "a.jpg");
            assertThat(told.tryAcquire(30, TimeUnit.SECONDS)).as("heard").isTrue();
        }
    }

    @Test
    void whoeverAddsARowNeedsNoRightsOnOurTables() throws SQLException {
        String role = host.tables().settings().prefix() + "clerk";
        host.execute("CREATE ROLE " + role + " LOGIN");
        host.execute("GRANT INSERT ON " + host.uploads() + " TO " + role);
        triggers.install(host.table());
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            statement.execute("SET search_path TO pg_catalog");
            statement.execute("INSERT INTO public." + host.uploads() + " (id, path) VALUES (1, 'a.jpg')");
        }
        assertThat(host.images()).containsExactly("1");
    }

    @Test
    void whoMayNotMakeTriggersIsToldAndNothingIsLeft() throws SQLException {
        String clerk = host.tables().settings().prefix() + "clerk";
        host.execute("CREATE ROLE " + clerk + " LOGIN");
        host.execute("GRANT CREATE ON SCHEMA public TO " + clerk);
        host.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO " + clerk);
        try (JdbcJobStore clerks = JdbcJobStore.open(JdbcSettings.url(PostgresServer.url(clerk))
                .prefix(host.tables().settings().prefix()))) {
            Assertions.assertThatExceptionOfType(JobStoreException.class)
                    .isThrownBy(() -> clerks.triggers().install(host.table()))
                    .withMessageContainingAll(host.uploads(), "permission denied", "right to make triggers");
            assertThat(triggers.isInstalled(host.table())).isFalse();
            host.insert(1, "a.jpg");
            host.execute("GRANT TRIGGER ON " + host.uploads() + " TO " + clerk);
            clerks.triggers().install(host.table());
            host.insert(2, "b.jpg");
            assertThat(host.images()).containsExactly("2");
            clerks.triggers().uninstall(host.table());
        }
    }
}
