// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page for operators shows does what it says. */
@Timeout(60)
class OperationsTest {
    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Path MIGRATIONS = Path.of("src/main/resources/dev/darkroom/jdbc/postgresql");
    private static final Path HERE = Path.of("src/test/java/dev/darkroom/jdbc/OperationsTest.java");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theQueriesRun(TestDatabase database) throws IOException, SQLException {
        TestStore tables = database.newStore();
        List<String> queries = blocks("sql").stream()
                .flatMap(block -> List.of(block.split(";")).stream())
                .filter(query -> !query.isBlank())
                .toList();
        assertThat(queries).hasSizeGreaterThan(5);
        try (JdbcJobStore store = tables.store();
                Connection connection =
                        DriverManager.getConnection(tables.settings().url());
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                statement
                        .executeQuery(
                                query.replace("darkroom_", tables.settings().prefix()))
                        .close();
            }
        }
    }

    @Test
    void eachViewIsNamed() throws IOException {
        StringBuilder migrations = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(MIGRATIONS)) {
            for (Path file : files) {
                migrations.append(Files.readString(file));
            }
        }
        List<String> views = Pattern.compile("VIEW \\$\\{prefix}(v_\\w+)\\s+AS")
                .matcher(migrations)
                .results()
                .map(view -> "`darkroom_" + view.group(1) + "`")
                .toList();
        assertThat(views).isNotEmpty();
        assertThat(Files.readString(PAGE)).contains(views);
    }

    @Test
    void theDoorsLetRowsIn() throws IOException, SQLException {
        assertThat(withoutBlanks(Files.readString(HERE)))
                .contains(blocks("java").stream()
                        .map(OperationsTest::withoutBlanks)
                        .toList());
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (JdbcJobStore store = JdbcJobStore.open(url);
                Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE uploads (id int PRIMARY KEY, path varchar, mime varchar, user_id varchar,"
                    + " title varchar)");
            statement.execute("INSERT INTO uploads VALUES (1, 'a.jpg', 'image/jpeg', 'anna', 'Cat')");
            openDoors(store);
            statement.execute("INSERT INTO uploads VALUES (2, 'b.jpg', 'image/jpeg', 'anna', 'Dog')");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> store.counts().get(JobStatus.PENDING) == 2);
        }
    }

    private static void openDoors(JdbcJobStore store) {
        HostTable uploads = HostTable.named("uploads")
                .recipe("photo")
                .location(ImageRef.FILE, "path")
                .owner("user_id")
                .context("title")
                .when("mime LIKE 'image/%'");

        store.triggers().install(uploads);
        Sweep.Schedule schedule = store.sweep(uploads).limit(500).every(Duration.ofMinutes(5));
        assertThat(schedule).isNotNull();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s+", "");
    }
}
