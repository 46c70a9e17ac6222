// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How much an engine does at once, and how long it waits for what.
 *
 * @param node a name for this node, in worker ids
 * @param jobsAtOnce how many jobs are worked on at once
 * @param localThreads how many threads the local lane has
 * @param aliveFor how long a heartbeat is good for
 * @param poll how long an idle worker waits before it looks for jobs by itself
 * @param drain how long {@code close} waits for steps that have begun
 * @param maxSourceBytes the largest picture that is fetched
 * @param maxPixels how many pixels may be in memory at once
 * @param deathsAllowed how many workers a job may take down before it is failed
 * @param forgetAfter how old the end of a job is when it is forgotten, if ever
 */
public record Settings(
        String node,
        int jobsAtOnce,
        int localThreads,
        Duration aliveFor,
        Duration poll,
        Duration drain,
        long maxSourceBytes,
        long maxPixels,
        int deathsAllowed,
        Optional<Duration> forgetAfter) {}
