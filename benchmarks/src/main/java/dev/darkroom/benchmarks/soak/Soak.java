// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import dev.darkroom.Darkroom;
import dev.darkroom.jdbc.JdbcJobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One soak: everything is started, killed for a while, left alone until all jobs have ended, and looked at. */
public final class Soak {
    private static final int WORKERS = 3;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);

    private final Duration time;
    private final long seed;
    private final Consumer<String> say;

    /** Makes one that kills for a time, in an order that the seed gives; what goes on is said meanwhile. */
    public Soak(Duration time, long seed, Consumer<String> say) {
        this.time = time;
        this.seed = seed;
        this.say = say;
    }

    /** Runs it. */
    public Outcome run() throws Exception {
        try (Scratch scratch = new Scratch();
                Server server = new Server(scratch.folder("database"))) {
            Outcome outcome = run(scratch, server);
            if (!outcome.holds()) {
                scratch.keep();
                say.accept("what the workers said is kept in " + scratch.folder("logs"));
            }
            return outcome;
        }
    }

    private Outcome run(Scratch scratch, Server server) throws Exception {
        AtomicReference<@Nullable Darkroom> host = new AtomicReference<>();
        try (Provider provider = new Provider(seed, ticket -> wake(host.get(), ticket))) {
            FileStorage storage = FileStorage.at(scratch.folder("media"));
            JdbcJobStore store = JdbcJobStore.open(server.url("soak-host"));
            try (Darkroom darkroom = Darkroom.builder()
                    .store(store)
                    .storage(storage)
                    .withoutWorker()
                    .build()) {
                host.set(darkroom);
                Witness witness = new Witness(server);
                witness.install();
                Submitter submitter = new Submitter(darkroom, witness.open(), seed);
                List<WorkerSlot> workers = workers(scratch, server, provider);
                Mischief mischief = new Mischief(server, workers, seed);
                workUnder(mischief, workers, submitter, witness.open());
                say.accept(submitter.troubles() + " submissions failed and were repeated");
                List<Check> checks = new Checks(store, storage, witness).all(submitter, provider.charges());
                return Outcome.of(checks, mischief, witness);
            }
        }
    }

    /** A webhook whose job can't be reached is lost, as in life; the worker asks by itself then. */
    private static void wake(@Nullable Darkroom host, String ticket) {
        if (host != null) {
            try {
                host.wake(ticket);
            } catch (JobStoreException e) {
                // The database is down.
            }
        }
    }

    private static List<WorkerSlot> workers(Scratch scratch, Server server, Provider provider) throws IOException {
        Path logs = scratch.folder("logs");
        String media = scratch.folder("media").toString();
        List<WorkerSlot> workers = new ArrayList<>();
        IntStream.range(0, WORKERS).forEach(i -> {
            String slot = "w" + i;
            workers.add(new WorkerSlot(
                    slot, name -> List.of(server.url(name), provider.url(), media, slot), logs.resolve(slot)));
        });
        return workers;
    }

    private void workUnder(Mischief mischief, List<WorkerSlot> workers, Submitter submitter, LongSupplier open)
            throws Exception {
        Thread submitting = new Thread(submitter, "soak-submitter");
        Thread ending = new Thread(() -> workers.forEach(Soak::end));
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            submitting.start();
            say.accept("killing for " + time.toSeconds() + " s, with seed " + seed);
            mischief.run(time);
            submitter.stop();
            submitting.join();
            drain(open);
        } finally {
            submitter.stop();
            submitting.interrupt();
            workers.forEach(Soak::end);
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    private void drain(LongSupplier open) throws InterruptedException {
        say.accept("no more kills; " + open.getAsLong() + " jobs are open");
        long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (open.getAsLong() > 0 && System.nanoTime() < end) {
            Thread.sleep(100);
        }
    }

    private static void end(WorkerSlot worker) {
        try {
            worker.end();
        } catch (IOException e) {
            throw new IllegalStateException("a worker can't be ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A folder for everything, gone afterwards unless somebody wants to look into it. */
    private static final class Scratch implements AutoCloseable {
        private final Path root;
        private boolean kept;

        Scratch() throws IOException {
            root = Files.createTempDirectory("darkroom-soak");
        }

        Path folder(String name) throws IOException {
            return Files.createDirectories(root.resolve(name));
        }

        void keep() {
            kept = true;
        }

        @Override
        public void close() throws IOException {
            if (!kept) {
                Folders.delete(root);
            }
        }
    }
}
