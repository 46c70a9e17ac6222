// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.Darkroom;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM is gone from one instruction to the next, and another one finds all that was acknowledged. */
@Timeout(60)
class HaltTest {
    @TempDir
    private Path folder;

    /** A worker that had begun is found out after its lease; one that had not even submitted leaves nothing. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "h2, before the commit of add",
        "h2, after the commit of add",
        "h2, before the commit of checkpoint",
        "h2, between intent and call",
        "h2, between call and checkpoint",
        "h2, after the commit of checkpoint",
        "h2, after the commit of exchange",
        "postgresql, after the commit of add",
        "postgresql, between call and checkpoint",
        "postgresql, before the commit of exchange"
    })
    void anotherProcessFinishesTheJob(String database, String point) throws Exception {
        String url = database.equals("h2") ? "jdbc:h2:file:" + folder.resolve("jobs") : PostgresServer.url();
        String prefix = TestStore.newPrefix();
        Path charges = folder.resolve("charges");
        Process process = Children.start(HaltMain.class, url, prefix, charges.toString(), point);

        assertThat(Children.linesOf(process)).as("it halted").doesNotContain("survived");
        assertThat(process.waitFor()).as("it halted").isEqualTo(HaltMain.HALTED);
        finish(url, prefix, charges);
    }

    private static void finish(String url, String prefix, Path charges) throws SQLException, IOException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(Urls.durable(url));
            FaultBench bench = HaltMain.bench(pool, prefix, charges);
            bench.letPass(FaultBench.ALIVE.plus(Duration.ofSeconds(1)));
            JobStore store = bench.store(new Faults());
            try (Darkroom darkroom = bench.worker(store).build()) {
                JobId id = FaultBench.submit(darkroom, "picture");
                FaultBench.work(darkroom, id);
                bench.check(store, id, "picture");
            }
        }
    }

    /** With H2's own default a commit reaches the disk half a second later, and kill -9 loses those of the last moment. */
    @ParameterizedTest
    @CsvSource("jdbc:h2:file:")
    void whatH2HasAcknowledgedIsThereAfterItsProcessIsKilled(String address) throws Exception {
        String url = address + folder.resolve("jobs");
        Process process = Children.start(AcknowledgeMain.class, url);
        List<String> acknowledged = Children.linesUntil(process, 300);
        process.waitFor();
        acknowledged.remove(acknowledged.size() - 1); // which may have been cut in the middle

        try (JdbcJobStore store = JdbcJobStore.open(url)) {
            assertThat(acknowledged)
                    .as("acknowledged jobs that are lost")
                    .allMatch(id -> store.find(new JobId(Long.parseLong(id))).isPresent());
        }
        assertThat(Files.exists(folder.resolve("jobs.mv.db"))).isTrue();
    }
}
