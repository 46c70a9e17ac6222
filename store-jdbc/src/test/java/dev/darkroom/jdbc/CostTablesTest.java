// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.BudgetAnswer;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobId;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CostTablesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Budget BUDGET = Budget.of("all", Money.usd("1"));

    private final TestDatabase database;
    private TestStore tables;
    private JdbcJobStore store;

    CostTablesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        tables = database.newStore();
        store = tables.store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void callsThatWereMadeBeforeGetTheRecipeOfTheirJob() throws SQLException {
        Usage ofJob = call("op-1", add("photo").value(), "photo");
        Usage ofForgotten = call("op-2", 4711, "");
        store.costs().record(List.of(ofJob, ofForgotten));
        goBack();
        execute("ALTER TABLE {usage} DROP COLUMN recipe");
        execute("ALTER TABLE {usage} DROP COLUMN price_date");

        openAgain();
        assertThat(store.costs().find("op-1")).contains(ofJob);
        assertThat(store.costs().find("op-2")).contains(ofForgotten);
        assertHolds();
    }

    @Test
    void aMigrationThatBrokeOffIsGoneOnWith() throws SQLException {
        Usage call = call("op-1", add("photo").value(), "photo");
        store.costs().record(List.of(call));
        goBack();

        openAgain();
        assertThat(store.costs().find("op-1")).contains(call);
        assertHolds();
    }

    private void assertHolds() {
        Usage call = call("op-3", 1, "photo");
        Usage intent = Usage.intent(call.operation(), NOON, call.purpose(), call.service())
                .expecting(call.charge());
        assertThat(store.costs().hold(intent, List.of(BUDGET))).isInstanceOf(BudgetAnswer.Held.class);
        assertThat(store.costs().standing(BUDGET, null).held()).isEqualTo(Money.usd("0.1"));
    }

    private JobId add(String recipe) {
        return store.add(
                        List.of(Submission.of(recipe, ImageRef.url("https://example.org/1"))),
                        Claim.nothing(new WorkerId("anna")))
                .get(0)
                .job()
                .id();
    }

    private static Usage call(String operation, long job, String recipe) {
        return Usage.intent(
                        operation,
                        NOON,
                        new Usage.Purpose(job, recipe, "a", 1, null),
                        new Usage.Service("openai", "gpt", "caption"))
                .settled(Map.of(), Charge.reported(Money.usd("0.10")));
    }

    /** Takes away what version 4 made, but for its columns. */
    private void goBack() throws SQLException {
        for (String view : List.of("{v_budgets}", "{v_costs}", "{v_usage}")) {
            execute("DROP VIEW " + view);
        }
        execute("DROP TABLE {hold}");
        execute("DROP TABLE {budget}");
        execute("DELETE FROM {schema} WHERE version >= 4");
    }

    private void openAgain() {
        store.close();
        store = tables.open(tables.settings());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(tables.settings().url());
                var statement = connection.createStatement()) {
            statement.execute(sql.replaceAll("\\{(\\w+)}", tables.settings().prefix() + "$1"));
        }
    }
}
