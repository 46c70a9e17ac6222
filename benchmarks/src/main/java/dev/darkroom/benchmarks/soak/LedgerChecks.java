// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays the ledger beside what the provider counted. */
final class LedgerChecks {
    private static final String SETTLED = "SETTLED";

    private final Map<String, Provider.Charge> charges;
    private final Map<String, Witness.Entry> ledger;

    LedgerChecks(Map<String, Provider.Charge> charges, List<Witness.Entry> ledger) {
        this.charges = charges;
        this.ledger = ledger.stream().collect(Collectors.toMap(Witness.Entry::operation, Function.identity()));
    }

    List<Check> all(List<String> changedRows) {
        List<String> gap = new ArrayList<>(changedRows);
        gap.addAll(unrecorded());
        gap.addAll(misrecorded());
        String sums = charges.size() + " charges of " + chargedTotal() + ", "
                + settled().size() + " settled of " + settledTotal() + ", "
                + charged(entry -> !entry.state().equals(SETTLED)) + " listed as open";
        return List.of(
                new Check("paid_twice", "no step is settled twice or charged twice unseen", paidTwice()),
                new Check("ledger_gap", "each charge is settled or listed, at its price: " + sums, gap));
    }

    private List<Witness.Entry> settled() {
        return ledger.values().stream()
                .filter(entry -> entry.state().equals(SETTLED))
                .toList();
    }

    private long charged(Predicate<Witness.Entry> kind) {
        return ledger.values().stream()
                .filter(kind)
                .filter(entry -> charges.containsKey(entry.operation()))
                .count();
    }

    private BigDecimal chargedTotal() {
        return charges.values().stream().map(Provider.Charge::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal settledTotal() {
        return settled().stream().map(Witness.Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<String> unrecorded() {
        return charges.keySet().stream()
                .filter(operation -> !ledger.containsKey(operation))
                .map(operation -> operation + " was charged and is not in the ledger")
                .toList();
    }

    private List<String> misrecorded() {
        List<String> faults = new ArrayList<>();
        for (Witness.Entry entry : settled()) {
            Provider.@Nullable Charge charge = charges.get(entry.operation());
            if (charge == null) {
                faults.add(entry.operation() + " is settled and was never charged");
            } else if (charge.amount().compareTo(entry.amount()) != 0) {
                faults.add(entry.operation() + " cost " + charge.amount() + " and is settled as " + entry.amount());
            } else if (charge.job() != entry.job() || !charge.step().equals(entry.step())) {
                faults.add(entry.operation() + " is in the ledger for another job or step");
            }
        }
        return faults;
    }

    /** A step may have been charged again only where the ledger shows the other charge as one of unknown end. */
    private List<String> paidTwice() {
        Map<String, Integer> settledTimes = new TreeMap<>();
        settled().forEach(entry -> settledTimes.merge(entry.step() + " of job " + entry.job(), 1, Integer::sum));
        Map<String, Integer> unseen = new TreeMap<>();
        charges.forEach((operation, charge) -> {
            Witness.@Nullable Entry entry = ledger.get(operation);
            if (entry == null || entry.state().equals(SETTLED)) {
                unseen.merge(charge.step() + " of job " + charge.job(), 1, Integer::sum);
            }
        });
        List<String> faults = new ArrayList<>();
        settledTimes.forEach((step, times) -> addIfMany(step, times, "settled", faults));
        unseen.forEach((step, times) -> addIfMany(step, times, "charged", faults));
        return faults;
    }

    private static void addIfMany(String step, int times, String what, List<String> faults) {
        if (times > 1) {
            faults.add(step + " was " + what + " " + times + " times");
        }
    }
}
