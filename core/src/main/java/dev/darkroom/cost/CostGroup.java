// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What calls that are added up have in common; what a {@link CostQuery} doesn't tell apart is null. Ordered by day, owner,
 * provider, model and recipe.
 *
 * @param owner for whom; also null for calls without an owner
 * @param provider the provider
 * @param model the model
 * @param day the day in UTC on which they were sent
 * @param recipe the recipe, empty for calls without a job
 */
public record CostGroup(
        @Nullable String owner,
        @Nullable String provider,
        @Nullable String model,
        @Nullable LocalDate day,
        @Nullable String recipe)
        implements Comparable<CostGroup> {
    private static final Comparator<CostGroup> ORDER = comparing(CostGroup::day, nullsFirst(naturalOrder()))
            .thenComparing(CostGroup::owner, nullsFirst(naturalOrder()))
            .thenComparing(CostGroup::provider, nullsFirst(naturalOrder()))
            .thenComparing(CostGroup::model, nullsFirst(naturalOrder()))
            .thenComparing(CostGroup::recipe, nullsFirst(naturalOrder()));

    @Override
    public int compareTo(CostGroup other) {
        return ORDER.compare(this, other);
    }
}
