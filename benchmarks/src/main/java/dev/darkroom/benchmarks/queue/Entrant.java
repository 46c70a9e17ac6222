// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;

/**
 * Who takes part.
 *
 * @param divisor by how much fewer jobs it gets, for one that is slow; it then sits out the last round as well
 */
record Entrant<C extends Contestant>(String name, int divisor, Opening<C> opening) {

    /** Opens a contestant. */
    @FunctionalInterface
    interface Opening<C extends Contestant> {
        /** Opens it on a database, which may be empty. */
        C open(String jdbcUrl) throws SQLException;
    }

    Entrant(String name, Opening<C> opening) {
        this(name, 1, opening);
    }

    C open(PostgresServer server) throws SQLException {
        return opening.open(server.url(database()));
    }

    /** Returns the name of its database. */
    String database() {
        return name.replace('-', '_');
    }

    int jobs(int ofOthers) {
        return ofOthers / divisor;
    }

    boolean takesPart(int round, int rounds) {
        return divisor == 1 || round < rounds;
    }
}
