// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.Darkroom;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.sql.DataSource;

/** Lives through one job until it comes to a point, and is gone. */
final class HaltMain {
    static final int HALTED = 99;

    private HaltMain() {}

    public static void main(String[] arguments) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(Urls.durable(arguments[0]));
        FaultBench bench = bench(pool, arguments[1], Path.of(arguments[2]));
        Faults faults = new Faults();
        JobStore store = bench.store(faults);
        Darkroom darkroom =
                bench.worker(store, point -> haltAt(arguments[3], point)).build();
        faults.set(point -> haltAt(arguments[3], point));
        JobId id = FaultBench.submit(darkroom, "picture");
        FaultBench.work(darkroom, id);
        System.out.println("survived");
    }

    private static void haltAt(String wanted, String point) {
        if (point.equals(wanted)) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    /** Makes a bench whose provider keeps its charges in a file, where they outlive the JVM. */
    static FaultBench bench(DataSource source, String prefix, Path charges) {
        TestStore tables = TestStore.of(JdbcSettings.dataSource(source).prefix(prefix));
        return new FaultBench(source, tables, new FaultBench.Charges() {
            @Override
            public void add(String operation) {
                try {
                    Files.writeString(charges, operation + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public List<String> all() {
                try {
                    return Files.exists(charges) ? Files.readAllLines(charges) : List.of();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
}
