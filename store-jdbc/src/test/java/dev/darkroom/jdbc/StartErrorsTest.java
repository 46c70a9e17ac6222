// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a database is told at the start, in words that say what to do, and nothing is half-made. */
@Timeout(90)
class StartErrorsTest {
    private static final String SECRET = "geheim";

    @TempDir
    private Path folder;

    private final String prefix = TestStore.newPrefix();

    // The address

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:nothing://me:geheim@localhost/x",
                "jdbc:nothing:me/geheim@localhost",
                "postgres://me:geheim@localhost/x",
                "geheim"
            })
    void anAddressThatNoDriverTakesIsNamedByItsBeginning(String url) {
        Throwable failure = failureOf(JdbcSettings.url(url));

        assertThat(failure)
                .hasMessageStartingWith("no driver takes an address that begins with '")
                .hasMessageContaining("jdbc:postgresql:")
                .hasMessageContaining("class path");
        assertNothingSecret(failure);
    }

    @Test
    void aDatabaseOfAnotherMakeIsNamedWithThoseThatWork() {
        assertThat(failureOf(JdbcSettings.dataSource(Strangers.calledSqlite())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Darkroom keeps its jobs in H2, PostgreSQL, MariaDB or MySQL, not in 'SQLite'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:geheim@localhost:%d/x",
                "jdbc:postgresql://localhost:%d/x?user=me&password=geheim",
                "jdbc:mariadb://localhost:%d/x?user=me&password=geheim",
                "jdbc:h2:tcp://localhost:%d/x;PASSWORD=geheim"
            })
    void aServerThatIsNotThereIsNamedWithWhatToLookAt(String url) throws IOException {
        Throwable failure = failureOf(JdbcSettings.url(String.format(url, portOfNobody())));

        assertThat(failure)
                .isInstanceOf(JobStoreException.class)
                .hasMessageStartingWith("can't connect to jdbc:")
                .hasMessageContaining("localhost")
                .hasMessageContaining("is the server running, and are host and port right?");
        assertNothingSecret(failure);
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // The user

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsToldAndNotShown(TestDatabase database) throws Exception {
        JdbcSettings stranger = Strangers.with(database, folder, "right-one", "SELECT");

        Throwable failure = failureOf(stranger.password(SECRET));
        assertThat(failure)
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining(" refuses this user or password; check both: ");
        assertNothingSecret(failure);
    }

    /** H2 asks for an administrator before that. */
    @Test
    void anH2UserWhoMayNotMakeCommitsDurableIsToldWhoMay() throws Exception {
        JdbcSettings stranger = Strangers.with(TestDatabase.H2, folder, SECRET, "SELECT");

        Throwable failure = failureOf(stranger.prefix(prefix));
        assertThat(failure).isInstanceOf(JobStoreException.class).hasMessageContaining("only an administrator");
        assertNothingSecret(failure);
        assertThat(Strangers.tables(TestDatabase.H2, folder, prefix)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aUserWhoMayNotMakeTablesIsToldWhatIsNeeded(TestDatabase database) throws Exception {
        JdbcSettings stranger =
                Strangers.with(database, folder, SECRET, "SELECT").prefix(prefix);

        Throwable failure = failureOf(stranger);
        assertThat(failure)
                .isInstanceOf(JobStoreException.class)
                .hasMessageStartingWith("the tables can't be made in " + stranger + ": ")
                .hasMessageContaining("needs the right to create tables and views")
                .hasMessageEndingWith("; nothing was changed");
        assertNothingSecret(failure);
        assertThat(Strangers.tables(database, folder, prefix)).isEmpty();
    }

    /** Its tables are made before its views. */
    @Test
    void aUserWhoMayMakeTablesButNoViewsLeavesNothing() throws Exception {
        TestDatabase database = TestDatabase.MARIADB;
        JdbcSettings stranger = Strangers.with(
                        database, folder, SECRET, "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX")
                .prefix(prefix);

        assertThat(failureOf(stranger)).hasMessageContaining("views").hasMessageEndingWith("; nothing was changed");
        assertThat(Strangers.tables(database, folder, prefix)).isEmpty();
    }

    @Test
    void whatAUserWhoMayNotDropCouldNotTakeAwayIsToldAndTakenAwayNextTime() throws Exception {
        TestDatabase database = TestDatabase.MARIADB;
        JdbcSettings stranger = Strangers.with(database, folder, SECRET, "SELECT, INSERT, CREATE")
                .prefix(prefix);

        assertThat(failureOf(stranger))
                .hasMessageEndingWith("; what was made of them before that is taken away at the next start");
        open(JdbcSettings.url(database.url()).prefix(prefix)).close();
    }

    // What can't be written to

    @Test
    void anH2FileThatIsOnlyReadIsTold() {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");
        open(JdbcSettings.url(url)).close();

        assertThat(failureOf(JdbcSettings.url(url + ";ACCESS_MODE_DATA=r")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("jobs can't be written to jdbc:h2:file:")
                .hasMessageContaining("ACCESS_MODE_DATA");
    }

    @Test
    void aPostgresUserWhoOnlyReadsIsTold() throws Exception {
        JdbcSettings stranger = Strangers.with(TestDatabase.POSTGRESQL, folder, SECRET, "SELECT");
        Strangers.execute(
                TestDatabase.POSTGRESQL.url(),
                "ALTER ROLE " + stranger.user().orElseThrow() + " SET default_transaction_read_only = on");

        assertThat(failureOf(stranger.prefix(prefix)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("default_transaction_read_only is on")
                .hasMessageContaining("turn it off");
    }

    @Test
    void aMariaDbThatOnlyReadsIsTold() throws Exception {
        JdbcSettings stranger = Strangers.with(TestDatabase.MARIADB, folder, SECRET, "SELECT");
        Strangers.execute(TestDatabase.MARIADB.url(), "SET GLOBAL read_only = 1");
        try {
            assertThat(failureOf(stranger.prefix(prefix)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read_only");
        } finally {
            Strangers.execute(TestDatabase.MARIADB.url(), "SET GLOBAL read_only = 0");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, 40_000, 60_000})
    void aFullDiskIsToldAndNothingIsInTheWayWhenThereIsRoom(long bytes) {
        JdbcSettings settings = JdbcSettings.url("jdbc:h2:full:" + folder.resolve("jobs"));
        FullDisk.give(bytes);
        Throwable failure = failureOf(settings);

        assertThat(allMessages(failure)).contains("No space left on device");
        assertThat(failure).isInstanceOf(JobStoreException.class).hasMessageContaining("jdbc:h2:full:");
        FullDisk.give(Long.MAX_VALUE);
        open(settings).close();
    }

    // The tables

    @ParameterizedTest
    @EnumSource
    void tablesOfANewerVersionAreLeftAlone(TestDatabase database) throws Exception {
        JdbcSettings settings = JdbcSettings.url(database.url()).prefix(prefix);
        try (JdbcJobStore store = open(settings)) {
            Strangers.execute(settings.url(), "INSERT INTO " + prefix + "schema (version, name) VALUES (99, 'future')");

            for (JdbcSettings one : List.of(settings, settings.validateOnly())) {
                assertThatThrownBy(() -> open(one))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("belong to a newer Darkroom")
                        .hasMessageContaining("99")
                        .hasMessageContaining("update this application");
            }
            assertThat(store.counts()).containsEntry(JobStatus.PENDING, 0L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void validatingSaysWhatIsMissingAndMakesNothing(TestDatabase database) throws Exception {
        JdbcSettings settings = JdbcSettings.url(database.url()).prefix(prefix);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(settings.url());
            pool.getConnection().close(); // which keeps a database in memory
            assertThat(failureOf(settings.validateOnly()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'" + prefix + "…' are missing")
                    .hasMessageContaining("V1__jobs.sql, V2__views.sql");
            assertThat(Strangers.tables(settings.url(), prefix)).isEmpty();

            open(settings).close();
            open(settings.validateOnly()).close();
            Strangers.execute(settings.url(), "DELETE FROM " + prefix + "schema WHERE version > 3");
            assertThat(failureOf(settings.validateOnly()))
                    .hasMessageContaining("are of version 3, and ")
                    .hasMessageContaining("apply V4__costs.sql");

            open(settings).close();
            open(settings.validateOnly()).close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfTheSameNameIsNotTouched(TestDatabase database) throws Exception {
        JdbcSettings settings = JdbcSettings.url(database.url()).prefix(prefix);
        try (Connection connection = DriverManager.getConnection(settings.url())) {
            execute(connection, "CREATE TABLE " + prefix + "usage (mine integer)");
            execute(connection, "INSERT INTO " + prefix + "usage VALUES (7)");

            assertThat(failureOf(settings))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("there is a table '" + prefix + "usage'")
                    .hasMessageContaining("choose another prefix");
            assertThat(Statements.query(connection, "SELECT mine FROM " + prefix + "usage", row -> row.getInt(1)))
                    .containsExactly(7);
            assertThat(Strangers.tables(settings.url(), prefix)).hasSize(1);
        }
    }

    /** A restore that went wrong looks like tables that were never finished, but for the jobs in them. */
    @ParameterizedTest
    @EnumSource
    void tablesWithJobsInThemAreNeverTakenForUnfinished(TestDatabase database) throws Exception {
        JdbcSettings settings = JdbcSettings.url(database.url()).prefix(prefix);
        try (JdbcJobStore store = open(settings)) {
            store.add(List.of(Submission.of("photo", ImageRef.file("cat.jpg"))), Claim.nothing(new WorkerId("anna")));
            Strangers.execute(settings.url(), "DROP TABLE " + prefix + "schema");
            Strangers.execute(settings.url(), "CREATE TABLE " + prefix + "making (since integer)");

            assertThat(failureOf(settings))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it is not touched");
            assertThat(store.counts()).containsEntry(JobStatus.PENDING, 1L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, 0", "H2, 1", "H2, 5", "H2, 20",
        "MARIADB, 0", "MARIADB, 1", "MARIADB, 5", "MARIADB, 20",
        "POSTGRESQL, 0", "POSTGRESQL, 5", "POSTGRESQL, 20"
    })
    void aServerThatDiesMeanwhileLeavesNothingInTheWay(TestDatabase database, int changes) throws Exception {
        try (HikariDataSource pool = database.open()) {
            JdbcSettings breaking =
                    JdbcSettings.dataSource(BreakingSource.after(changes, pool)).prefix(prefix);
            assertThat(failureOf(breaking))
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining("the connection was lost")
                    .hasMessageMatching(".*(nothing was changed|is taken away at the next start)");

            if (database == TestDatabase.POSTGRESQL) {
                assertThat(Strangers.tables(pool.getJdbcUrl(), prefix)).isEmpty();
            }
            checkThatItWorks(open(JdbcSettings.dataSource(pool).prefix(prefix)));
            assertThat(Strangers.tables(pool.getJdbcUrl(), prefix)).doesNotContain(prefix + "making");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralNodesThatStartAtOnceAllComeUp(TestDatabase database) throws Exception {
        JdbcSettings settings = JdbcSettings.url(database.url()).prefix(prefix);
        List<Callable<JdbcJobStore>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(() -> open(settings));
        }
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        List<JdbcJobStore> stores = new ArrayList<>();
        try {
            for (Future<JdbcJobStore> store : threads.invokeAll(nodes)) {
                stores.add(store.get());
            }
        } finally {
            threads.shutdownNow();
        }
        stores.forEach(StartErrorsTest::checkThatItWorks);
    }

    // What is only warned of

    @Test
    void aPostgresThatForgetsWhatItAcknowledgedIsWarnedOf() throws Exception {
        String url = PostgresServer.url() + "&options=-c%20synchronous_commit=off";

        assertThat(logOf(() -> open(JdbcSettings.url(url).prefix(prefix)).close()))
                .contains("WARN")
                .contains("may lose jobs that were acknowledged: synchronous_commit is off");
        assertThat(logOf(() -> open(JdbcSettings.url(PostgresServer.url()).prefix(prefix))
                        .close()))
                .isEmpty();
    }

    private static String logOf(Runnable work) {
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(usual);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    // What all of them need

    private static JdbcJobStore open(JdbcSettings settings) {
        return JdbcJobStore.open(settings);
    }

    private static Throwable failureOf(JdbcSettings settings) {
        return catchThrowable(() -> open(settings).close());
    }

    private static void checkThatItWorks(JdbcJobStore store) {
        try (store) {
            Submission submission = Submission.of("photo", ImageRef.file("cat.jpg"));
            assertThat(store.add(List.of(submission), Claim.nothing(new WorkerId("anna"))))
                    .hasSize(1);
        }
    }

    private static void assertNothingSecret(Throwable failure) {
        assertThat(allMessages(failure)).doesNotContain(SECRET);
    }

    /** As a log would show it. */
    private static String allMessages(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        return all.toString();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
