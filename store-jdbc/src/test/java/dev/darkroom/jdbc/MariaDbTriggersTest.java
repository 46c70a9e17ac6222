// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
