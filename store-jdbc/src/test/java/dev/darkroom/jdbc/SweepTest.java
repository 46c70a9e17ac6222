// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.Priority;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows without a job are found. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(60)
class SweepTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final WorkerId ANNA = new WorkerId("anna-1");

    private final TestDatabase database;
    private HostDatabase host;

    SweepTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws SQLException {
        host = new HostDatabase(database);
    }

    @AfterEach
    void close() {
        host.store().close();
    }

    @Test
    void aRowBecomesTheJobThatItsSubmissionWouldBe() throws SQLException {
        String title = "line one\n\"two\"\\ it's \u0001 \uD83D\uDC08 ä";
        host.insert(7, "Bilder/ä 'x'.jpg", "image/png", "user-1", title);
        Swept swept = host.store()
                .sweep(host.table()
                        .imageIdPrefix("upload-")
                        .owner("user_id")
                        .kind("logo")
                        .context("title")
                        .priority(Priority.HIGH))
                .once();

        assertThat(swept).isEqualTo(new Swept(1, 0, 0, true));
        Submission same = Submission.of("photo", ImageRef.of(ImageRef.FILE, "Bilder/ä 'x'.jpg"))
                .imageId("upload-7")
                .owner("user-1")
                .kind("logo")
                .context("title", title)
                .priority(Priority.HIGH);
        assertThat(host.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.submission()).isEqualTo(same));
        assertThat(add(same).created()).isFalse();
    }

    @Test
    void rowsThatHaveAJobAreLeftAlone() throws SQLException {
        for (int id = 1; id <= 6; id++) {
            host.insert(id, id + ".jpg");
        }
        add(submission(2));
        host.store().cancel(add(submission(3)).job().id(), "not wanted");
        finish(4, JobStatus.COMPLETE);
        finish(5, JobStatus.FAILED);
        Sweep sweep = host.store().sweep(host.table());

        assertThat(sweep.once()).isEqualTo(new Swept(2, 0, 0, true));
        assertThat(host.images()).endsWith("1", "6").hasSize(6);
        assertThat(sweep.once()).isEqualTo(new Swept(0, 0, 0, true));
    }

    @Test
    void whatIsNoImageIsPassedOver() throws SQLException {
        host.insert(1, null);
        host.insert(2, " \t");
        host.insert(3, "c.txt", "text/plain", null, null);
        host.insert(4, "d.jpg");

        assertThat(host.store()
                        .sweep(host.table().when("mime LIKE 'image/%' -- and so on"))
                        .once())
                .isEqualTo(new Swept(1, 0, 0, true));
        assertThat(host.images()).containsExactly("4");
    }

    @Test
    void aCycleHasALimitAndTheNextGoesOnBehindIt() throws SQLException {
        for (int id = 11; id <= 15; id++) {
            host.insert(id, id + ".jpg");
        }
        Sweep sweep = host.store().sweep(host.table()).limit(2);

        assertThat(sweep.once()).isEqualTo(new Swept(2, 0, 0, false));
        assertThat(host.images()).containsExactly("11", "12");
        host.insert(1, "late.jpg");
        assertThat(sweep.once()).isEqualTo(new Swept(2, 0, 0, false));
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, true));
        assertThat(host.images()).containsExactly("11", "12", "13", "14", "15");
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, true));
        assertThat(host.images()).endsWith("1");
    }

    @Test
    void aLargeTableIsSweptPageByPage() throws SQLException {
        String numbers = switch (database) {
            case H2 -> "SELECT x AS n FROM SYSTEM_RANGE(1, 2500)";
            case POSTGRESQL -> "SELECT n FROM generate_series(1, 2500) n";
            case MARIADB -> "SELECT seq AS n FROM seq_1_to_2500";
        };
        String large = host.uploads() + "_large";
        String text = database == TestDatabase.MARIADB ? "varchar(50)" : "varchar";
        host.execute("CREATE TABLE " + large + " (name " + text + " PRIMARY KEY, path " + text + ")");
        host.execute(
                "INSERT INTO " + large + " SELECT concat('picture-', n), concat(n, '.jpg') FROM (" + numbers + ") s");
        HostTable table = HostTable.named(large)
                .recipe("photo")
                .location(ImageRef.FILE, "path")
                .imageId("name");
        for (int id : List.of(1, 999, 1000, 1001, 2500)) {
            add(Submission.of("photo", ImageRef.of(ImageRef.FILE, "x")).imageId("picture-" + id));
        }

        Sweep sweep = host.store().sweep(table);
        assertThat(sweep.limit(3_000).once()).isEqualTo(new Swept(2_495, 0, 0, true));
        assertThat(sweep.once()).isEqualTo(new Swept(0, 0, 0, true));
        assertThat(host.store().counts()).containsEntry(JobStatus.PENDING, 2_500L);
    }

    @Test
    void idsThatAreNoNumbersAreInOrderToo() throws SQLException {
        String table = host.uploads() + "_uuid";
        host.execute("CREATE TABLE " + table + " (id " + (database == TestDatabase.MARIADB ? "char(36)" : "uuid")
                + " PRIMARY KEY, path varchar(50))");
        String id = "00000000-0000-0000-0000-00000000000";
        for (int i = 1; i <= 3; i++) {
            host.execute("INSERT INTO " + table + " VALUES ('" + id + i + "', 'a.jpg')");
        }
        Sweep sweep = host.store()
                .sweep(HostTable.named(table).recipe("photo").location(ImageRef.FILE, "path"))
                .limit(1);

        assertThat(sweep.once().reachedEnd()).isFalse();
        assertThat(sweep.once().reachedEnd()).isFalse();
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, true));
        assertThat(host.images()).containsExactly(id + 1, id + 2, id + 3);
    }

    @Test
    void failedJobsAreBegunAgainIfThatIsWantedAfterTheyRested() throws SQLException {
        host.insert(1, "a.jpg");
        host.insert(2, "b.jpg");
        host.insert(3, "c.jpg");
        finish(1, JobStatus.FAILED);
        finish(2, JobStatus.COMPLETE);
        Sweep sweep = host.store().sweep(host.table()).retryFailed(Duration.ofHours(1));

        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, true));
        host.tables().letPass(Duration.ofMinutes(61));
        assertThat(host.store().sweep(host.table()).once()).isEqualTo(new Swept(0, 0, 0, true));
        assertThat(sweep.limit(1).once()).isEqualTo(new Swept(0, 1, 0, false));
        assertThat(host.jobs())
                .extracting(Job::status)
                .containsExactlyInAnyOrder(JobStatus.PENDING, JobStatus.COMPLETE, JobStatus.PENDING);
    }

    @Test
    void aQueryCanBeSwept() throws SQLException {
        String files = host.uploads() + "_files";
        host.execute("CREATE TABLE " + files + " (upload bigint, folder varchar(20), name varchar(20))");
        for (int id = 1; id <= 3; id++) {
            host.insert(id, null);
        }
        host.execute("INSERT INTO " + files + " VALUES (1, 'x', 'a'), (1, 'x', 'b'), (3, 'y', 'c')");
        HostTable query = HostTable.query("SELECT u.id AS picture, concat(f.folder, '/', f.name) AS place, u.title"
                        + " FROM " + host.uploads() + " u JOIN " + files + " f ON f.upload = u.id -- both")
                .recipe("photo")
                .location(ImageRef.FILE, "place")
                .imageId("picture")
                .context("title")
                .when("place <> 'x/b'");

        assertThat(host.store().sweep(query).once()).isEqualTo(new Swept(2, 0, 0, true));
        assertThat(host.jobs())
                .extracting(Job::submission)
                .containsExactly(
                        Submission.of("photo", ImageRef.of(ImageRef.FILE, "x/a"))
                                .imageId("1")
                                .context("title", "Cat 1"),
                        Submission.of("photo", ImageRef.of(ImageRef.FILE, "y/c"))
                                .imageId("3")
                                .context("title", "Cat 3"));
    }

    @Test
    void anImageThatAQueryNamesTwiceBecomesOneJob() throws SQLException {
        host.insert(1, "a.jpg");
        host.insert(2, "b.jpg");
        HostTable query = HostTable.query("SELECT u.id, v.path FROM " + host.uploads() + " u, " + host.uploads() + " v")
                .recipe("photo")
                .location(ImageRef.FILE, "path");

        assertThat(host.store().sweep(query).once()).isEqualTo(new Swept(2, 0, 0, true));
        assertThat(host.images()).containsExactly("1", "2");
    }

    @Test
    void whatMeansNothingToTheDatabaseIsToldAtOnce() {
        HostTable unknown = HostTable.named("no_such_table").recipe("photo").location(ImageRef.FILE, "path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.store().sweep(unknown).every(AT_ONCE))
                .withMessageContaining("no_such_table");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        host.store().sweep(host.table().owner("no_such_column")).once())
                .withMessageContaining("no_such_column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.store()
                        .sweep(HostTable.query("SELECT 1 AS id").recipe("photo").location(ImageRef.FILE, "path"))
                        .once())
                .withMessageContaining("path");
    }

    @Test
    void aScheduleSweepsUntilItIsClosed() throws SQLException {
        Sweep sweep = host.store().sweep(host.table());
        try (Sweep.Schedule schedule = sweep.every(AT_ONCE)) {
            host.insert(1, "a.jpg");
            awaitJobs(1);
            host.insert(2, "b.jpg");
            awaitJobs(2);
        }
        host.insert(3, "c.jpg");
        assertThat(sweep.once().submitted()).isEqualTo(1);
    }

    @Test
    void aCycleThatFailsIsNotTheLast() throws SQLException {
        String away = host.uploads() + "_away";
        try (Sweep.Schedule schedule = host.store().sweep(host.table()).every(AT_ONCE)) {
            host.insert(1, "a.jpg");
            awaitJobs(1);
            host.execute("ALTER TABLE " + host.uploads() + " RENAME TO " + away);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> host.store().sweep(host.table()).once());
            host.execute("ALTER TABLE " + away + " RENAME TO " + host.uploads());
            host.insert(2, "b.jpg");
            awaitJobs(2);
        }
    }

    @Test
    void aStoreThatIsClosedSweepsNoMore() throws SQLException {
        Sweep sweep = host.store().sweep(host.table());
        Sweep.Schedule schedule = sweep.every(AT_ONCE);
        host.insert(1, "a.jpg");
        awaitJobs(1);
        host.store().close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("darkroom-sweep");
        schedule.close();
    }

    @Test
    void aTriggerLeavesNothingToFind() throws SQLException {
        host.insert(1, "a.jpg");
        host.store().triggers().install(host.table());
        host.insert(2, "b.jpg");

        assertThat(host.store().sweep(host.table()).once()).isEqualTo(new Swept(1, 0, 0, true));
        assertThat(host.images()).containsExactly("2", "1");
    }

    @Test
    void aLimitIsAtLeastOne() {
        Sweep sweep = host.store().sweep(host.table());
        assertThatIllegalArgumentException().isThrownBy(() -> sweep.limit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> sweep.every(Duration.ZERO));
    }

    private void awaitJobs(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> host.jobs().size() == count);
    }

    private static Submission submission(int id) {
        return Submission.of("photo", ImageRef.of(ImageRef.FILE, id + ".jpg")).imageId(Integer.toString(id));
    }

    private Added add(Submission submission) {
        return host.store().add(List.of(submission), Claim.nothing(ANNA)).get(0);
    }

    private void finish(int id, JobStatus status) {
        host.store().renew(ANNA, Duration.ofMinutes(1));
        Lease lease = host.store()
                .add(List.of(submission(id)), new Claim(ANNA, Set.of("photo"), 1))
                .get(0)
                .lease();
        Next end = new Next.Finish(status, false, status == JobStatus.FAILED ? "no luck" : null);
        assertThat(host.store().checkpoint(List.of(new Checkpoint(lease, List.of(), List.of(), end))))
                .isEmpty();
    }
}
