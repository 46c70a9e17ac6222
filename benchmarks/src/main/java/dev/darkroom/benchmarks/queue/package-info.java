// SPDX-License-Identifier: Apache-2.0
/**
 * Durable queues side by side on one PostgreSQL. Start at {@link dev.darkroom.benchmarks.queue.QueueComparison}; who
 * takes part stands in {@code Entrants}, and what each must be able to do in {@code Contestant}.
 */
@NullMarked
package dev.darkroom.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
