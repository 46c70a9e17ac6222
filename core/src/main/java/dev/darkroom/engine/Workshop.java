// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.event.JobListener;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.PaidCalls;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Layout;
import dev.darkroom.storage.Storage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Everything that an engine works with.
 *
 * @param store where the jobs are
 * @param storage where files go
 * @param originals how files of originals are named
 * @param renditions how files made from them are named
 * @param recipes the recipes by name
 * @param sources the sources by name
 * @param images what decodes and encodes
 * @param turnstile what steps with a limit pass
 * @param paid what makes calls that cost money
 * @param http the guarded client
 * @param listeners who hears of events
 * @param finished who hears first that a job ended
 * @param clock the time
 * @param random chance, for jitter and names
 * @param settings how much at once, and how long
 */
public record Workshop(
        JobStore store,
        Storage storage,
        Layout originals,
        Layout renditions,
        Map<String, Recipe> recipes,
        Map<String, ImageSource> sources,
        ImageEngine images,
        Turnstile turnstile,
        PaidCalls paid,
        GuardedHttp http,
        List<JobListener> listeners,
        Consumer<JobId> finished,
        InstantSource clock,
        RandomGenerator random,
        Settings settings) {}
