// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Submission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/*
 * A commit waits for the disk, and while it does others come. The first caller commits; those who come meanwhile form the
 * next group, and one of them leads it: it adds what all of them have in one transaction. So the more callers there are
 * the more share a commit, nobody waits for a timer, and there is no thread that a busy machine could starve.
 */
/** Adds jobs of callers in many threads, several callers in one transaction. */
final class Submits {
    private static final int MOST_IN_A_GROUP = 2_000;

    /** The classes of SQL states for data, keys and statements that don't fit. */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "42");

    private final Adding adding;
    private final Queue<Order> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isLed = new AtomicBoolean();

    Submits(Adding adding) {
        this.adding = adding;
    }

    /** Adds jobs in one transaction. */
    interface Adding {
        List<Added> add(List<Submission> submissions, Claim claim);
    }

    /** What one caller wants, and what came of it. */
    private static final class Order {
        private final List<Submission> submissions;
        private final Claim claim;
        private final Semaphore news = new Semaphore(0);
        private volatile @Nullable List<Added> added;
        private volatile @Nullable Throwable failure;

        Order(List<Submission> submissions, Claim claim) {
            this.submissions = submissions;
            this.claim = claim;
        }

        boolean isSettled() {
            return added != null || failure != null;
        }

        List<Added> result() {
            Throwable cause = failure;
            if (cause instanceof RuntimeException trouble) {
                throw trouble;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            List<Added> result = added;
            if (result == null) {
                throw new IllegalStateException("this order is not settled");
            }
            return result;
        }
    }

    /** Returns when the jobs are durable. */
    List<Added> add(List<Submission> submissions, Claim claim) {
        Order mine = new Order(submissions, claim);
        waiting.add(mine);
        if (!isLed.compareAndSet(false, true)) {
            mine.news.acquireUninterruptibly();
        }
        if (!mine.isSettled()) {
            lead();
        }
        return mine.result();
    }

    /** Adds for everybody who waits, and hands the lead to one of those who came meanwhile. */
    private void lead() {
        List<Order> group = takeGroup();
        try {
            settle(group);
        } finally {
            group.forEach(order -> order.news.release());
            handOver();
        }
    }

    private void handOver() {
        Order next = waiting.peek();
        if (next == null) {
            isLed.set(false);
            next = waiting.peek();
            if (next == null || !isLed.compareAndSet(false, true)) {
                return;
            }
        }
        next.news.release();
    }

    /** Takes orders of one worker, as they came, up to a size. */
    private List<Order> takeGroup() {
        List<Order> group = new ArrayList<>();
        int size = 0;
        for (Order order = waiting.peek(); order != null; order = waiting.peek()) {
            boolean fits = group.isEmpty()
                    || (size + order.submissions.size() <= MOST_IN_A_GROUP && isOfOneWorker(group.get(0), order));
            if (!fits) {
                break;
            }
            group.add(order);
            size += order.submissions.size();
            waiting.remove();
        }
        return group;
    }

    private static boolean isOfOneWorker(Order one, Order other) {
        return one.claim.worker().equals(other.claim.worker())
                && (one.claim.recipes().equals(other.claim.recipes())
                        || other.claim.limit() == 0
                        || one.claim.limit() == 0);
    }

    private void settle(List<Order> group) {
        if (group.size() == 1) {
            settleAlone(group.get(0));
            return;
        }
        try {
            share(adding.add(submissionsOf(group), claimOf(group)), group);
        } catch (RuntimeException | Error e) {
            if (mayBeRepeated(group, e)) {
                group.forEach(this::settleAlone);
            } else {
                group.forEach(order -> order.failure = e);
            }
        }
    }

    /**
     * A repeat finds out whose fault it was. But where the connection broke the jobs may be there, and those without a key
     * would be there twice.
     */
    private static boolean mayBeRepeated(List<Order> group, Throwable failure) {
        boolean wasRefused = !(failure.getCause() instanceof SQLException cause) || isRefusal(cause);
        return wasRefused
                || group.stream()
                        .flatMap(order -> order.submissions.stream())
                        .allMatch(submission -> submission.key().isPresent());
    }

    /** Whether the database has looked at what it was given, and did not like it. */
    private static boolean isRefusal(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && REFUSALS.stream().anyMatch(state::startsWith);
    }

    private void settleAlone(Order order) {
        try {
            order.added = adding.add(order.submissions, order.claim);
        } catch (RuntimeException | Error e) {
            order.failure = e;
        }
    }

    private static List<Submission> submissionsOf(List<Order> group) {
        List<Submission> all = new ArrayList<>();
        group.forEach(order -> all.addAll(order.submissions));
        return all;
    }

    private static Claim claimOf(List<Order> group) {
        Claim any = group.get(0).claim;
        int room = 0;
        for (Order order : group) {
            room += order.claim.limit();
            any = order.claim.limit() > 0 ? order.claim : any;
        }
        return new Claim(any.worker(), any.recipes(), room);
    }

    private static void share(List<Added> all, List<Order> group) {
        Iterator<Added> next = all.iterator();
        for (Order order : group) {
            List<Added> part = new ArrayList<>(order.submissions.size());
            order.submissions.forEach(submission -> part.add(next.next()));
            order.added = part;
        }
    }
}
