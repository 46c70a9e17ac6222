// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.Submission;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that have something in them which no job can have, or which the database doesn't tell apart. */
@Timeout(90)
class UnusualRowsTest {
    private @Nullable HostDatabase opened;

    private HostDatabase open(TestDatabase database) throws SQLException {
        HostDatabase host = new HostDatabase(database);
        opened = host;
        return host;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.store().close();
        }
    }

    /** PostgreSQL keeps no such text itself. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void whatNoJobKeepsIsTakenOutOfTexts(TestDatabase database) throws SQLException {
        HostDatabase host = open(database);
        host.store().triggers().install(host.table().owner("user_id").context("title"));
        host.insert(1, "a\0.jpg", "image/png", "\0user", "Cat\0 1");

        assertThat(host.jobs())
                .extracting(Job::submission)
                .containsExactly(Submission.of("photo", ImageRef.of(ImageRef.FILE, "a.jpg"))
                        .imageId("1")
                        .owner("user")
                        .context("title", "Cat 1"));
    }

    /** H2 takes every text. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aRowThatNoJobCanBeMadeOfHoldsUpNoOther(TestDatabase database) throws SQLException {
        HostDatabase host = open(database);
        String table = host.uploads() + "_bad";
        host.execute("CREATE TABLE " + table + " (id integer PRIMARY KEY, name text, path varchar(50))");
        for (int id = 1; id <= 9; id++) {
            host.execute("INSERT INTO " + table + " VALUES (" + id + ", '" + (id % 4 == 1 ? impossible() : "n" + id)
                    + "', 'a.jpg')");
        }
        HostTable rows = HostTable.query("SELECT id, name, path FROM " + table)
                .recipe("photo")
                .location(ImageRef.FILE, "path")
                .imageId("name");
        Sweep sweep = host.store().sweep(rows).limit(4);

        Swept swept = Swept.NOTHING;
        while (!swept.reachedEnd()) {
            swept = swept.then(sweep.once());
        }
        assertThat(swept).isEqualTo(new Swept(6, 0, 3, true));
        assertThat(host.images()).containsExactlyInAnyOrder("n2", "n3", "n4", "n6", "n7", "n8");
        host.execute("INSERT INTO " + table + " VALUES (10, 'n10', 'a.jpg')");
        assertThat(sweep.once().submitted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void imageIdsThatTheDatabaseTakesForOneAreAllSwept(TestDatabase database) throws SQLException {
        HostDatabase host = open(database);
        String table = host.uploads() + "_case";
        host.execute("CREATE TABLE " + table + " (id " + ignoringCase(database) + ", path varchar(50))");
        for (String id : List.of("a", "A", "b", "C", "c", "B")) {
            host.execute("INSERT INTO " + table + " VALUES ('" + id + "', 'a.jpg')");
        }
        Sweep sweep = host.store()
                .sweep(HostTable.named(table).recipe("photo").location(ImageRef.FILE, "path"))
                .limit(1);

        assertThat(sweep.once()).isEqualTo(new Swept(2, 0, 0, false));
        assertThat(host.images()).containsExactlyInAnyOrder("a", "A");
        assertThat(sweep.once()).isEqualTo(new Swept(2, 0, 0, false));
        assertThat(sweep.once()).isEqualTo(new Swept(2, 0, 0, true));
        assertThat(host.images()).containsExactlyInAnyOrder("a", "A", "b", "B", "c", "C");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void noPageEndsBetweenImageIdsThatTheDatabaseTakesForOne(TestDatabase database) throws SQLException {
        HostDatabase host = open(database);
        String table = host.uploads() + "_case";
        host.execute("CREATE TABLE " + table + " (id " + ignoringCase(database) + ", path varchar(50))");
        String numbers = database == TestDatabase.H2
                ? "SELECT x AS n FROM SYSTEM_RANGE(1, 333)"
                : "SELECT seq AS n FROM seq_1_to_333";
        for (String kind : List.of("xyz", "xyZ", "xYZ", "XYZ")) {
            host.execute("INSERT INTO " + table + " SELECT concat(n + 1000, '" + kind + "'), 'a.jpg' FROM (" + numbers
                    + ") s");
        }
        Sweep sweep = host.store()
                .sweep(HostTable.named(table).recipe("photo").location(ImageRef.FILE, "path"))
                .limit(2_000);

        assertThat(sweep.once()).isEqualTo(new Swept(4 * 333, 0, 0, true));
        host.execute("DELETE FROM " + table);
        host.execute("INSERT INTO " + table + " SELECT CASE WHEN n % 2 = 0 THEN 'one' ELSE 'ONE' END, 'a.jpg' FROM ("
                + numbers.replace("333", "1000") + ") s");
        assertThatIllegalArgumentException().isThrownBy(sweep::once).withMessageContaining("collation");
    }

    private static String ignoringCase(TestDatabase database) {
        return database == TestDatabase.H2 ? "varchar_ignorecase" : "varchar(50) COLLATE utf8mb4_general_ci";
    }

    /** Returns a text that is too long for an image id: for PostgreSQL's index and for MariaDB's column. */
    private static String impossible() {
        return new Random(42)
                .ints(20_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
