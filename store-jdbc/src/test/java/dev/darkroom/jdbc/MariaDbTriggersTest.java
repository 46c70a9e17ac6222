// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only triggers of MariaDB can get wrong. */
@Timeout(90)
class MariaDbTriggersTest {
    private HostDatabase host;
    private Triggers triggers;

    @BeforeEach
    void open() throws SQLException {
        host = new HostDatabase(TestDatabase.MARIADB);
        triggers = host.store().triggers();
    }

    @AfterEach
    void close() {
        host.store().close();
    }

    @Test
    void theHostsNumbersAreItsOwn() throws SQLException {
        Submission other = Submission.of("photo", ImageRef.file("cat.jpg")).imageId("x");
        host.store().add(List.of(other), Claim.nothing(new WorkerId("anna-1")));
        host.execute("ALTER TABLE " + host.uploads() + " MODIFY id bigint AUTO_INCREMENT, AUTO_INCREMENT = 4711");
        triggers.install(host.table());
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + host.uploads() + " (path) VALUES ('a.jpg')");
            try (ResultSet row = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(4711);
            }
        }
        assertThat(host.images()).containsExactly("x", "4711");
    }

    @Test
    void aDeadlockInATriggerIsTheHostsToKnowOf() throws Exception {
        triggers.install(host.table());
        host.insert(7, "seven.jpg");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection heavy = host.connect();
                Connection light = host.connect()) {
            heavy.setAutoCommit(false);
            light.setAutoCommit(false);
            for (int id = 100; id < 200; id++) {
                host.insert(heavy, id, "a.jpg", "image/png", null, null);
            }
            host.store().submitIn(heavy, submission(1));
            Statements.execute(light, "UPDATE " + host.uploads() + " SET title = 'x' WHERE id = 7");
            Future<?> waiting = other.submit(() -> {
                host.insert(light, 1, "b.jpg", "image/png", null, null);
                return true;
            });
            awaitSomebodyWaits();
            Statements.execute(heavy, "UPDATE " + host.uploads() + " SET title = 'y' WHERE id = 7");
            assertThatThrownBy(waiting::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getErrorCode()).isEqualTo(1_213));
            heavy.commit();
        } finally {
            other.shutdown();
        }
        assertThat(host.store().counts()).containsEntry(JobStatus.PENDING, 102L);
    }

    @Test
    void aTriggerThatWaitedTooLongForALockIsTheHostsToKnowOf() throws SQLException {
        triggers.install(host.table());
        try (Connection first = host.connect();
                Connection second = host.connect()) {
            first.setAutoCommit(false);
            host.store().submitIn(first, submission(1));
            Statements.execute(second, "SET SESSION innodb_lock_wait_timeout = 1");
            assertThatThrownBy(() -> host.insert(second, 1, "b.jpg", "image/png", null, null))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getErrorCode()).isEqualTo(1_205));
            first.rollback();
            host.insert(second, 1, "b.jpg", "image/png", null, null);
        }
        assertThat(host.images()).containsExactly("1");
    }

    private static Submission submission(int id) {
        return Submission.of("photo", ImageRef.of(ImageRef.FILE, id + ".jpg")).imageId(Integer.toString(id));
    }

    private void awaitSomebodyWaits() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (Connection connection = host.connect()) {
                return Statements.queryOne(
                                connection,
                                "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
                                row -> true)
                        .isPresent();
            }
        });
    }

    @Test
    void aTextMayBeInAnotherCharacterSet() throws SQLException {
        String latin = host.uploads() + "_latin";
        host.execute("CREATE TABLE " + latin + " (id varchar(9) COLLATE latin1_german2_ci PRIMARY KEY,"
                + " path varchar(50)) CHARSET latin1");
        triggers.install(HostTable.named(latin).recipe("photo").location(ImageRef.FILE, "path"));
        host.execute("INSERT INTO " + latin + " VALUES ('ä', 'ö.jpg'), ('ü', 'ß.jpg')");

        assertThat(host.jobs())
                .extracting(Job::submission)
                .contains(Submission.of("photo", ImageRef.of(ImageRef.FILE, "ß.jpg"))
                        .imageId("ü"));
    }
}
