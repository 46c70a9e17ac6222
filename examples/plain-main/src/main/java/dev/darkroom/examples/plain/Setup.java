// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.JobStore;
import dev.darkroom.storage.FileStorage;
import dev.darkroom.storage.Storage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where files go and where jobs are kept. */
final class Setup {
    // Set by picocli before the command begins.
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where files go, and jobs unless --db is given (${DEFAULT-VALUE}).")
    private Path out = Path.of("darkroom-out");

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = {
                "Where jobs are kept, as a JDBC address of H2, PostgreSQL or MariaDB, such as"
                        + " jdbc:postgresql://localhost/pictures; or 'memory', which ends with the process. Unless given,"
                        + " an H2 database beside the files, in DIR/.darkroom, which one process at a time can have.",
                "User and password may stand in the address, or in " + Stores.USER + " and " + Stores.PASSWORD
                        + " of the environment, where nobody else sees them."
            })
    private @Nullable String db;

    @Option(
            names = "--fakes",
            description =
                    "Uses fakes of paid services, which live in this process and cost nothing, to try things out.")
    private boolean fakes;

    Path out() {
        return out;
    }

    /** Returns where jobs are kept, or says why that can't be. */
    Place place() {
        return new Place(db, out);
    }

    /** Opens the services that recipes may use. */
    Services services(Host host) {
        return fakes ? Services.fakes() : Services.real(host.environment());
    }

    /** Opens the folder for the files and the store for the jobs, or says why that can't be. */
    Workplace open(Host host, Services services) {
        Place place = place();
        if (place.isBesideFiles()) {
            Storage storage = storage();
            return new Workplace(host.stores().open(place), storage, services);
        }
        // First, so that no folder is made if the jobs would have no place.
        JobStore store = host.stores().open(place);
        try {
            return new Workplace(store, storage(), services);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private Storage storage() {
        try {
            return FileStorage.at(out);
        } catch (FileSystemException e) {
            throw new UsageException("can't write to --out " + out + ": " + Reasons.of(e), e);
        } catch (IOException e) {
            throw new UsageException("can't write to --out " + out + ": " + e.getMessage(), e);
        }
    }
}
