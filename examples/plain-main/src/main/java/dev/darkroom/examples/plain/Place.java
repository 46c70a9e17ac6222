// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where jobs are kept.
 *
 * @param db what {@code --db} said, or null if nothing
 * @param out the folder that files go to; unless {@code --db} said something, the jobs are kept in it too, so that what
 *     was done and what came of it are in one place
 */
record Place(@Nullable String db, Path out) {
    private static final String MEMORY = "memory";
    private static final String JDBC = "jdbc:";
    private static final String FOLDER = ".darkroom";

    /** Checks what can be checked without going there; what was said may hold a password, so it isn't repeated. */
    Place {
        if (db != null && !db.equals(MEMORY) && !db.startsWith(JDBC)) {
            throw new UsageException("--db can't be opened: it is an address that begins with jdbc:h2:,"
                    + " jdbc:postgresql: or jdbc:mariadb:, or 'memory'");
        }
        if (db == null && out.toAbsolutePath().toString().contains(";")) {
            throw new UsageException("the jobs can't be kept in --out " + out
                    + ", since H2 takes no folder with a ';' in its name; give another folder, or a --db");
        }
    }

    /** Whether the jobs are gone when the process has ended. */
    boolean isMemory() {
        return MEMORY.equals(db);
    }

    /** Whether the jobs are beside their files. */
    boolean isBesideFiles() {
        return db == null;
    }

    /** Whether jobs were ever kept there; for a database somewhere else only it knows. */
    boolean mayHaveJobs() {
        return !isMemory()
                && (!isBesideFiles() || Files.exists(out.resolve(FOLDER).resolve("jobs.mv.db")));
    }

    /** Returns the address of the database. */
    String url() {
        // H2 would write a file of its own with what is told to the user anyway.
        return db != null
                ? db
                : JDBC + "h2:file:" + out.resolve(FOLDER).resolve("jobs").toAbsolutePath() + ";TRACE_LEVEL_FILE=0";
    }

    /** Names it for a person, without what may be secret. */
    @Override
    public String toString() {
        return isMemory() ? "memory" : isBesideFiles() ? out.toString() : "the database of --db";
    }
}
