// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a soak came to.
 *
 * @param checks each invariant
 * @param figures what else was counted and measured
 */
public record Outcome(List<Check> checks, Map<String, Double> figures) {
    private static final long AFTERMATH_MICROS = 5_000_000;

    /** Copies. */
    public Outcome {
        checks = List.copyOf(checks);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Whether all invariants hold. */
    public boolean holds() {
        return checks.stream().allMatch(Check::holds);
    }

    static Outcome of(List<Check> checks, Mischief mischief, Witness witness) throws SQLException {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("kills", (double) mischief.count(Mischief.Kind.KILL));
        figures.put("freezes", (double) mischief.count(Mischief.Kind.FREEZE));
        figures.put("terminations", (double) mischief.count(Mischief.Kind.TERMINATE));
        figures.put("connections_cut", (double) mischief.connectionsCut());
        figures.put("database_kills", (double) mischief.count(Mischief.Kind.DATABASE));
        for (Check check : checks) {
            figures.put(check.name(), (double) check.faults().size());
        }
        List<Double> recoveries = recoveries(mischief, witness);
        figures.put("recoveries", (double) recoveries.size());
        if (!recoveries.isEmpty()) {
            figures.put("recovery_p50_s", at(0.5, recoveries));
            figures.put("recovery_p99_s", at(0.99, recoveries));
        }
        return new Outcome(checks, figures);
    }

    /** While the database is down nothing can be lent, so what a worker had then is left out. */
    private static List<Double> recoveries(Mischief mischief, Witness witness) throws SQLException {
        List<Double> all = new ArrayList<>();
        for (Mischief.Kill kill : mischief.kills()) {
            boolean isDuringOutage = mischief.outages().stream()
                    .anyMatch(outage -> outage.toMicros() > kill.micros()
                            && outage.fromMicros() < kill.micros() + AFTERMATH_MICROS);
            if (!isDuringOutage) {
                all.addAll(witness.recoveries(kill));
            }
        }
        Collections.sort(all);
        return all;
    }

    private static double at(double fraction, List<Double> sorted) {
        return sorted.get((int) Math.ceil(fraction * sorted.size()) - 1);
    }
}
