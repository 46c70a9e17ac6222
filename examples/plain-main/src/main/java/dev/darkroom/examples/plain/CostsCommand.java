// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.cost.CostGroup;
import dev.darkroom.cost.CostQuery;
import dev.darkroom.cost.CostQuery.Part;
import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.Money;
import dev.darkroom.job.JobStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Adds up what paid calls cost. */
@Command(
        name = "costs",
        description = "Adds up what paid calls cost, by day, owner and model.",
        mixinStandardHelpOptions = true)
final class CostsCommand implements Callable<Integer> {
    private final Host host;

    @Mixin
    private final Setup setup = new Setup();

    CostsCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Place place = setup.place();
        if (!host.stores().mayHaveJobs(place)) {
            host.out().println("nothing was paid yet");
            return 0;
        }
        try (JobStore store = host.stores().open(place)) {
            print(store.costs().totals(CostQuery.all().by(Part.DAY, Part.OWNER, Part.PROVIDER, Part.MODEL)));
        }
        return 0;
    }

    private void print(List<CostTotal> totals) {
        if (totals.isEmpty()) {
            host.out().println("nothing was paid yet");
            return;
        }
        Table table = Table.of("DAY", "OWNER", "MODEL", "CALLS", "COST", "UNSETTLED");
        for (CostTotal total : totals) {
            CostGroup group = total.group();
            table.row(
                    String.valueOf(group.day()),
                    group.owner() == null ? "-" : group.owner(),
                    group.provider() + " " + group.model(),
                    String.valueOf(total.calls()),
                    sums(total.costs()) + (total.unpriced() > 0 ? " + " + total.unpriced() + " of unknown price" : ""),
                    total.unsettled() == 0 ? "" : total.unsettled() + " for " + sums(total.unsettledCosts()));
        }
        table.print(host.out(), host.screen().width());
    }

    private static String sums(List<Money> sums) {
        return sums.isEmpty() ? "-" : sums.stream().map(Money::toString).collect(Collectors.joining(", "));
    }
}
