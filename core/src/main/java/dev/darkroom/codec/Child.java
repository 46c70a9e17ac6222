// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/*
 * A thread that reads from a pipe can't be interrupted. So another one reads, and whoever asks waits for it, and kills
 * the child if it does not answer in time or if the asking thread is interrupted.
 */
/** A child JVM that decodes when it is asked. One thread at a time asks it. */
final class Child {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final ExecutorService threads;
    private final Line line;
    private final Set<ImageFormat> writes;

    private Child(ChildProcess process, ExecutorService threads, Opening opening) throws IOException {
        this.process = process;
        this.threads = threads;
        this.line = process.line();
        this.writes = Set.copyOf(open(opening).writes());
    }

    /** Starts one, and returns when it is ready. */
    static Child start(Isolation settings, ExecutorService threads) throws IOException {
        String maker = settings.maker().map(Class::getName).orElse("");
        ChildProcess process = ChildProcess.start(settings, threads);
        boolean ready = false;
        try {
            Child child = new Child(process, threads, new Opening(settings.limits(), maker));
            ready = true;
            return child;
        } finally {
            if (!ready) {
                process.kill();
            }
        }
    }

    Set<ImageFormat> writes() {
        return writes;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void end() {
        process.kill();
    }

    private Opening.Ready open(Opening opening) throws IOException {
        Future<Opening.Ready> ready = threads.submit(() -> {
            line.greet();
            line.send(Opening.class, opening);
            line.hearGreeting();
            return line.receive(Opening.Ready.class);
        });
        try {
            return said(ready, LONGEST_START);
        } catch (TimeoutException e) {
            throw new OutOfResourcesException("a process for decoding took too long to start", e);
        }
    }

    Answer ask(Question question, Duration longest) throws IOException {
        Future<Answer> answer = threads.submit(() -> {
            line.send(Question.class, question);
            return line.receive(Answer.class);
        });
        Duration half = longest.dividedBy(2);
        try {
            return said(answer, half);
        } catch (TimeoutException halfTime) {
            return saidLate(answer, half, longest);
        }
    }

    private Answer saidLate(Future<Answer> answer, Duration half, Duration longest) throws IOException {
        Optional<Duration> before = process.effort();
        try {
            return said(answer, half);
        } catch (TimeoutException e) {
            Optional<Duration> effort = Effort.between(before, process.effort());
            process.kill();
            throw Faults.late(longest, Effort.fills(effort, half));
        }
    }

    private <T> T said(Future<T> said, Duration longest) throws IOException, TimeoutException {
        return interruptibly(() -> {
            try {
                return said.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw process.ended(e.getCause() == null ? e : e.getCause());
            }
        });
    }

    private <T> T interruptibly(Waiting<T> waiting) throws IOException, TimeoutException {
        try {
            return waiting.run();
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a picture was decoded");
        }
    }

    private interface Waiting<T> {
        T run() throws IOException, TimeoutException, InterruptedException;
    }
}
