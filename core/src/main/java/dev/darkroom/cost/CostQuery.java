// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to add up, and what to tell apart.
 *
 * <pre>{@code
 * costs.totals(CostQuery.all().owner("user-7").from(monthsStart).by(CostQuery.Part.MODEL, CostQuery.Part.DAY));
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class CostQuery {
    private final Set<Part> parts;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final @Nullable String owner;
    private final @Nullable String provider;
    private final @Nullable String model;
    private final @Nullable String recipe;

    /** What calls can be told apart by. */
    public enum Part {
        /** For whom. */
        OWNER,
        /** The provider. */
        PROVIDER,
        /** The model. */
        MODEL,
        /** The day in UTC. */
        DAY,
        /** The recipe. */
        RECIPE
    }

    private CostQuery(
            Set<Part> parts,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String owner,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String recipe) {
        this.parts = parts;
        this.from = from;
        this.to = to;
        this.owner = owner;
        this.provider = provider;
        this.model = model;
        this.recipe = recipe;
    }

    /** All calls in one total. */
    public static CostQuery all() {
        return new CostQuery(Set.of(), null, null, null, null, null, null);
    }

    /** A total for each of these that differs. */
    public CostQuery by(Part... parts) {
        return new CostQuery(Set.copyOf(List.of(parts)), from, to, owner, provider, model, recipe);
    }

    /** Only calls from this moment on. */
    public CostQuery from(Instant from) {
        return new CostQuery(parts, from, to, owner, provider, model, recipe);
    }

    /** Only calls before this moment. */
    public CostQuery to(Instant to) {
        return new CostQuery(parts, from, to, owner, provider, model, recipe);
    }

    /** Only calls for an owner. */
    public CostQuery owner(String owner) {
        return new CostQuery(parts, from, to, owner, provider, model, recipe);
    }

    /** Only calls to a provider. */
    public CostQuery provider(String provider) {
        return new CostQuery(parts, from, to, owner, provider, model, recipe);
    }

    /** Only calls of a model. */
    public CostQuery model(String model) {
        return new CostQuery(parts, from, to, owner, provider, model, recipe);
    }

    /** Only calls for a recipe. */
    public CostQuery recipe(String recipe) {
        return new CostQuery(parts, from, to, owner, provider, model, recipe);
    }

    /** Returns what is told apart. */
    public Set<Part> parts() {
        return parts.isEmpty() ? Set.of() : EnumSet.copyOf(parts);
    }

    /** Returns the first moment, if there is one. */
    public Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    /** Returns the moment after the last, if there is one. */
    public Optional<Instant> to() {
        return Optional.ofNullable(to);
    }

    /** Returns the only owner, if there is one. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Returns the only provider, if there is one. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** Returns the only model, if there is one. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Returns the only recipe, if there is one. */
    public Optional<String> recipe() {
        return Optional.ofNullable(recipe);
    }

    boolean asksFor(Usage usage) {
        return usage.counts()
                && (from == null || !usage.at().isBefore(from))
                && (to == null || usage.at().isBefore(to))
                && (owner == null || owner.equals(usage.purpose().owner()))
                && (provider == null || provider.equals(usage.service().provider()))
                && (model == null || model.equals(usage.service().model()))
                && (recipe == null || recipe.equals(usage.purpose().recipe()));
    }

    CostGroup group(Usage usage) {
        return new CostGroup(
                parts.contains(Part.OWNER) ? usage.purpose().owner() : null,
                parts.contains(Part.PROVIDER) ? usage.service().provider() : null,
                parts.contains(Part.MODEL) ? usage.service().model() : null,
                parts.contains(Part.DAY) ? LocalDate.ofInstant(usage.at(), ZoneOffset.UTC) : null,
                parts.contains(Part.RECIPE) ? usage.purpose().recipe() : null);
    }
}
