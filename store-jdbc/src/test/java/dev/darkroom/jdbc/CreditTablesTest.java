// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.cost.CreditAccounts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CreditTablesTest {
    private static final String ANNA = "anna";

    private final TestDatabase database;
    private TestStore tables;
    private JdbcJobStore store;

    CreditTablesTest(TestDatabase database) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE {credit_account} SET available = -1, reserved = 46",
                "UPDATE {credit_account} SET available = 155, reserved = -55",
                "UPDATE {credit_account} SET available = 56, spent = -1",
                "UPDATE {credit_account} SET available = 56",
                "UPDATE {credit_reservation} SET held = -1",
                "UPDATE {credit_entry} SET available_change = 101 WHERE number = 1"
            })
    void theDatabaseItselfKeepsTheBooks(String tampering) throws SQLException {
        store.credits().grant(ANNA, 100, "welcome");
        store.credits().reserve(ANNA, 45, "batch");

        assertThatThrownBy(() -> execute(tampering)).isInstanceOf(SQLException.class);
    }

    @Test
    void tablesOfTheVersionBeforeGetTheLedger() throws SQLException {
        execute("DROP VIEW {v_credits}");
        for (String table : List.of("{credit_entry}", "{credit_reservation}", "{credit_account}")) {
            execute("DROP TABLE " + table);
        }
        execute("DELETE FROM {schema} WHERE version >= 3");

        openAgain();
        store.credits().grant(ANNA, 100, "welcome");
        assertThat(store.credits().balance(ANNA).available()).isEqualTo(100);
    }

    @Test
    void aMigrationThatBrokeOffIsGoneOnWith() throws SQLException {
        store.credits().grant(ANNA, 100, "welcome");
        execute("DROP VIEW {v_credits}");
        execute("DROP TABLE {credit_entry}");
        execute("DELETE FROM {credit_account}");
        execute("DELETE FROM {schema} WHERE version >= 3");

        openAgain();
        store.credits().grant(ANNA, 100, "welcome");
        assertThat(store.credits().balance(ANNA)).isEqualTo(new CreditAccounts(-100, 100, 0, 0));
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
