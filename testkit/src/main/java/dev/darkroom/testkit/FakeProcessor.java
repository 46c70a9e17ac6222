// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A processor that does what a test tells it to, counts its calls, and needs no picture.
 *
 * <pre>{@code
 * FakeProcessor caption = FakeProcessor.remote()
 *         .then(StepOutcome.retry("busy"))
 *         .then(StepOutcome.done(new FakeProcessor.Word("cat")));
 * }</pre>
 *
 * <p>What it was told is done in order, a call each; after that, every call is done well.
 */
public final class FakeProcessor implements ImageProcessor<FakeProcessor.Word> {

    /**
     * A result.
     *
     * @param text any text
     */
    public record Word(String text) {}

    /** What one call does. */
    @FunctionalInterface
    public interface Behaviour {

        /** Does it. */
        StepOutcome<Word> process(StepContext context) throws IOException, InterruptedException;
    }

    private final Lane lane;
    private final AtomicInteger calls = new AtomicInteger();

    // Guarded by itself.
    private final Deque<Behaviour> script = new ArrayDeque<>();
    private volatile Behaviour usual = context -> StepOutcome.done(new Word("done"));

    private FakeProcessor(Lane lane) {
        this.lane = lane;
    }

    /** One that works on the local lane. */
    public static FakeProcessor local() {
        return new FakeProcessor(Lane.LOCAL);
    }

    /** One that works on the remote lane. */
    public static FakeProcessor remote() {
        return new FakeProcessor(Lane.REMOTE);
    }

    /** Adds what the next call that has nothing to do yet ends with. */
    public FakeProcessor then(StepOutcome<Word> outcome) {
        return then((StepContext context) -> outcome);
    }

    /** Adds what the next call that has nothing to do yet does. */
    public FakeProcessor then(Behaviour behaviour) {
        synchronized (script) {
            script.add(behaviour);
        }
        return this;
    }

    /** Sets what every call does that was told nothing else. */
    public FakeProcessor always(Behaviour behaviour) {
        usual = behaviour;
        return this;
    }

    /** Returns how often it was called. */
    public int calls() {
        return calls.get();
    }

    @Override
    public StepOutcome<Word> process(StepContext context) throws IOException, InterruptedException {
        calls.incrementAndGet();
        return next().process(context);
    }

    private Behaviour next() {
        synchronized (script) {
            Behaviour next = script.poll();
            return next == null ? usual : next;
        }
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public boolean readsPicture() {
        return false;
    }
}
