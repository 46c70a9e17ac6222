// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.darkroom.Darkroom;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Added;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Priority;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.FakeProcessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that were written behind the library's back become jobs. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(60)
class TriggersTest {
    private final TestDatabase database;
    private HostDatabase host;
    private Triggers triggers;

    TriggersTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws SQLException {
        host = new HostDatabase(database);
        triggers = host.store().triggers();
    }

    @AfterEach
    void close() {
        host.store().close();
    }

    @Test
    void aRowBecomesTheJobThatItsSubmissionWouldBe() throws SQLException {
        triggers.install(host.table()
                .owner("user_id")
                .kind("logo")
                .context("title")
                .context("Größe \"x\" \\ it's", "mime")
                .priority(Priority.HIGH));
        String title = "line one\n\"two\"\\ it's \u0001 \uD83D\uDC08 ä";
        host.insert(7, "Bilder/ä 'x'.jpg", "image/png", "user-1", title);

        Job job = host.jobs().get(0);
        Submission same = Submission.of("photo", ImageRef.of(ImageRef.FILE, "Bilder/ä 'x'.jpg"))
                .imageId("7")
                .owner("user-1")
                .kind("logo")
                .context("title", title)
                .context("Größe \"x\" \\ it's", "image/png")
                .priority(Priority.HIGH);
        assertThat(job.submission()).isEqualTo(same);
        assertThat(List.copyOf(job.submission().context().keySet())).containsExactly("title", "Größe \"x\" \\ it's");
        assertThat(job.status()).isEqualTo(JobStatus.PENDING);
        assertThat(job.dueAt())
                .isEqualTo(job.submittedAt())
                .isCloseTo(now(), Assertions.within(30, ChronoUnit.SECONDS));
        Added again = add(same);
        assertThat(again.created()).isFalse();
        assertThat(again.job().id()).isEqualTo(job.id());
    }

    @Test
    void whatIsMissingIsLeftOut() throws SQLException {
        triggers.install(host.table().owner("user_id").context("title"));
        host.insert(1, "a.jpg", "image/png", null, null);
        host.insert(2, "b.jpg", "image/png", " ", "");

        assertThat(host.jobs())
                .extracting(Job::submission)
                .containsExactly(
                        Submission.of("photo", ImageRef.of(ImageRef.FILE, "a.jpg"))
                                .imageId("1"),
                        Submission.of("photo", ImageRef.of(ImageRef.FILE, "b.jpg"))
                                .imageId("2")
                                .context("title", ""));
    }

    @Test
    void aRowWithoutALocationIsPassedOver() throws SQLException {
        triggers.install(host.table());
        host.insert(1, null);
        host.insert(2, "");
        host.insert(3, " \t\n\u2003");
        host.insert(4, "d.jpg");

        assertThat(host.images()).containsExactly("4");
    }

    @Test
    void onlyRowsThatMeetTheConditionBecomeJobs() throws SQLException {
        triggers.install(host.table().when("mime LIKE 'image/%' AND title <> 'it''s' -- and so on"));
        host.insert(1, "a.txt", "text/plain", null, "A");
        host.insert(2, "b.png", "image/png", null, "B");
        host.insert(3, "c.png", "image/png", null, "it's");

        assertThat(host.images()).containsExactly("2");
    }

    @Test
    void aConditionMayNameColumnsThatOurTablesHaveToo() throws SQLException {
        String other = host.uploads() + "2";
        host.execute("CREATE TABLE " + other + " (id int PRIMARY KEY, location varchar(50), status varchar(9),"
                + " job_id int, recipe varchar(50))");
        triggers.install(HostTable.named(other)
                .recipe("photo")
                .location(ImageRef.FILE, "location")
                .owner("recipe")
                .when("status = 'new' AND job_id > 2"));
        host.execute("INSERT INTO " + other
                + " VALUES (1, 'a', 'new', 3, 'owner'), (2, 'b', 'old', 3, 'owner'), (3, 'c', 'new', 1, 'owner')");

        assertThat(host.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.submission().owner()).contains("owner"));
    }

    @Test
    void manyRowsOfOneStatementBecomeJobs() throws SQLException {
        triggers.install(host.table().context("order"));
        host.execute("INSERT INTO " + host.uploads()
                + " (id, path) VALUES (1, 'a.jpg'), (2, 'b.jpg'), (3, NULL), (4, 'd.jpg')");
        host.execute("INSERT INTO " + host.uploads() + " (id, path) SELECT id + 10, path FROM " + host.uploads());

        assertThat(host.images()).containsExactlyInAnyOrder("1", "2", "4", "11", "12", "14");
    }

    @Test
    void anImageWhoseJobExistsChangesNothing() throws SQLException {
        add(Submission.of("photo", ImageRef.file("cat.jpg")).imageId("1").owner("first"));
        triggers.install(host.table().owner("user_id"));
        host.insert(1, "a.jpg");
        host.execute("DELETE FROM " + host.uploads());
        host.execute("INSERT INTO " + host.uploads() + " (id, path) VALUES (1, 'b.jpg'), (2, 'c.jpg')");

        assertThat(host.images()).containsExactly("1", "2");
        assertThat(host.jobs().get(0).submission().owner()).contains("first");
        assertThat(host.store().counts()).containsEntry(JobStatus.PENDING, 2L);
    }

    @Test
    void aRollBackTakesTheJobAlong() throws SQLException {
        triggers.install(host.table());
        try (Connection connection = host.connect()) {
            connection.setAutoCommit(false);
            host.insert(connection, 1, "a.jpg", "image/png", null, null);
            connection.rollback();
            host.insert(connection, 2, "b.jpg", "image/png", null, null);
            assertThat(host.images()).isEmpty();
            connection.commit();
        }
        assertThat(host.images()).containsExactly("2");
    }

    @Test
    void afterUninstallingNothingHappens() throws SQLException {
        HostTable table = host.table();
        assertThat(triggers.isInstalled(table)).isFalse();
        triggers.install(table);
        assertThat(triggers.isInstalled(table)).isTrue();
        triggers.uninstall(table);
        assertThat(triggers.isInstalled(table)).isFalse();
        host.insert(1, "a.jpg");

        assertThat(host.images()).isEmpty();
        triggers.uninstall(table);
        triggers.install(table);
        host.insert(2, "b.jpg");
        assertThat(host.images()).containsExactly("2");
    }

    @Test
    void aTableThatIsGoneCanBeUninstalledAndMadeAgain() throws SQLException {
        triggers.install(host.table());
        host.execute("DROP TABLE " + host.uploads());
        String again = "CREATE TABLE " + host.uploads() + " (id int, path varchar(50))";
        host.execute(again);
        triggers.install(host.table());
        host.execute("INSERT INTO " + host.uploads() + " VALUES (1, 'a.jpg')");
        assertThat(host.images()).containsExactly("1");

        host.execute("DROP TABLE " + host.uploads());
        triggers.uninstall(host.table());
    }

    @Test
    void theLastInstallationHolds() throws SQLException {
        triggers.install(host.table().owner("user_id"));
        triggers.install(host.table().owner("user_id"));
        HostTable changed = host.table().owner("title");
        assertThat(triggers.isInstalled(changed)).isFalse();
        triggers.install(changed);

        assertThat(triggers.isInstalled(changed)).isTrue();
        assertThat(triggers.isInstalled(host.table().owner("user_id"))).isFalse();
        host.insert(1, "a.jpg");
        assertThat(host.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.submission().owner()).contains("Cat 1"));
        triggers.uninstall(host.table());
        host.insert(2, "b.jpg");
        assertThat(host.images()).containsExactly("1");
    }

    @Test
    void aTableCanFeedTwoRecipes() throws SQLException {
        triggers.install(host.table());
        triggers.install(host.table().recipe("logo").imageIdPrefix("upload-"));
        host.insert(1, "a.jpg");

        assertThat(host.jobs())
                .extracting(Job::recipe, job -> job.submission().imageId().orElse(""))
                .containsExactlyInAnyOrder(Assertions.tuple("photo", "1"), Assertions.tuple("logo", "upload-1"));
        triggers.uninstall(host.table());
        host.insert(2, "b.jpg");
        assertThat(host.images()).containsExactlyInAnyOrder("1", "upload-1", "upload-2");
    }

    @Test
    void whatCannotBeInstalledIsNamedAndLeavesNothing() throws SQLException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> triggers.install(
                        HostTable.named("no_such_table").recipe("photo").location(ImageRef.FILE, "path")))
                .withMessageContaining("no_such_table");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> triggers.install(host.table().owner("no_such_column")))
                .withMessageContainingAll("no_such_column", host.uploads());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> triggers.install(host.table().when("no_such_column = 1")))
                .withMessageContaining(host.uploads());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> triggers.install(HostTable.named(host.uploads()).recipe("photo")))
                .withMessageContaining("location(");
        host.insert(1, "a.jpg");
        assertThat(host.images()).isEmpty();
    }

    @Test
    void theSqlDoesTheSameByOtherHands() throws SQLException {
        HostTable table = host.table().context("title").when("mime LIKE 'image/%'");
        String sql = triggers.sql(table);
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            String end = database == TestDatabase.MARIADB ? "\\$\\$\n" : ";\n\n|;\n\\z";
            for (String part : sql.replaceAll("DELIMITER .*\n", "").split(end, -1)) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
        }

        assertThat(triggers.isInstalled(table)).isTrue();
        host.insert(1, "a.jpg");
        assertThat(host.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.submission().context()).containsExactly(entry("title", "Cat 1")));
    }

    @Test
    void aWorkerDoesWhatATriggerAdded() throws SQLException {
        FakeProcessor processor = FakeProcessor.local();
        triggers.install(host.table());
        try (Darkroom darkroom = Darkroom.builder()
                .store(host.store())
                .storage(Storage.inMemory())
                .recipe(Recipe.named("photo").step(Step.of("look", processor)))
                .build()) {
            host.insert(1, "a.jpg");
            host.insert(2, "b.jpg");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> darkroom.counts().get(JobStatus.COMPLETE) == 2);
        }
        assertThat(processor.calls()).isEqualTo(2);
    }

    @Test
    void aRowThatIsTooLongForAJobIsAddedAllTheSame() throws SQLException {
        String change = database == TestDatabase.MARIADB ? " MODIFY id" : " ALTER COLUMN id SET DATA TYPE";
        host.execute("ALTER TABLE " + host.uploads() + change + " varchar(400)");
        triggers.install(host.table());
        host.execute("INSERT INTO " + host.uploads() + " (id, path) VALUES ('" + "x".repeat(300)
                + "', 'a.jpg'), ('short', 'b.jpg')");

        assertThat(host.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.submission().imageId()).hasValue("short"));
    }

    @Test
    void troubleWithOurTablesIsNoTroubleForTheHost() throws SQLException {
        triggers.install(host.table());
        String jobs = host.tables().settings().prefix() + "job";
        host.execute("ALTER TABLE " + jobs + " ADD CONSTRAINT " + jobs + "_trouble CHECK (submitted_us < 0)");

        host.insert(1, "a.jpg");

        assertThat(host.jobs()).isEmpty();
        host.execute("ALTER TABLE " + jobs + " DROP CONSTRAINT " + jobs + "_trouble");
        assertThat(host.store().sweep(host.table()).once().submitted()).isEqualTo(1);
    }

    @Test
    void itsNameTellsTheTableAndIsNeverTooLong() throws SQLException {
        String longest = (host.uploads() + "_" + "x".repeat(63)).substring(0, 63);
        host.execute("CREATE TABLE " + longest + " (id int, path varchar(50))");
        HostTable table =
                HostTable.named(longest).recipe("a-recipe.with_a-long.name").location(ImageRef.FILE, "path");
        triggers.install(table);

        assertThat(triggers.isInstalled(table)).isTrue();
        assertThat(triggers.sql(table)).contains(host.uploads());
        assertThat(triggers.sql(host.table())).contains(host.uploads() + "_photo_");
    }

    private Added add(Submission submission) {
        return host.store()
                .add(List.of(submission), Claim.nothing(new WorkerId("anna-1")))
                .get(0);
    }

    private static Instant now() {
        return Instant.now();
    }
}
