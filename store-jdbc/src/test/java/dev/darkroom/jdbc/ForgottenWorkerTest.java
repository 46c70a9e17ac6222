// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job whose worker is not known any more is found, too. */
@Timeout(60)
class ForgottenWorkerTest {
    private static final WorkerId ANNA = new WorkerId("anna-1");
    private static final WorkerId BOB = new WorkerId("bob-1");
    private static final Set<String> RECIPES = Set.of("photo");

    @ParameterizedTest(name = "{0}: the clock moves by {1} s")
    @CsvSource({"H2, 61", "H2, -61", "POSTGRESQL, 61"})
    void aJobOfOneWhoIsForgottenIsLookedForNowAndThen(TestDatabase database, long seconds) throws SQLException {
        TestStore tables = database.newStore();
        tables.store().close();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (JdbcJobStore store = new JdbcJobStore(tables.settings(), now::get, Duration.ZERO)) {
            store.renew(ANNA, Duration.ofMinutes(10));
            store.renew(BOB, Duration.ofMinutes(10));
            Submission submission = Submission.of("photo", ImageRef.file("a.jpg"));
            store.add(List.of(submission), new Claim(ANNA, RECIPES, 1));
            forget(tables.settings());

            assertThat(store.lease(new Claim(BOB, RECIPES, 1))).isEmpty();
            now.set(now.get().plusSeconds(seconds));
            assertThat(store.lease(new Claim(BOB, RECIPES, 1)))
                    .singleElement()
                    .extracting(Lease::worker)
                    .isEqualTo(BOB);
        }
    }

    private static void forget(JdbcSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url())) {
            Statements.update(connection, "DELETE FROM " + settings.prefix() + "worker WHERE name = ?", ANNA.value());
        }
    }
}
