// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.cost.BudgetAlert;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.PaidCalls;
import dev.darkroom.paid.Payer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the calls by which a {@link Search} learns where texts lie. Safe to share between threads. */
public final class TextCalls {
    /** The recipe in the ledger, since there is none; the number of the job is 0. */
    public static final String RECIPE = "search";

    private static final String STEP = "text";

    private final List<TextEmbedder> embedders;
    private final PaidCalls paid;
    private final GuardedHttp http;
    private final CostTracker costs;
    private final String name;
    private final Consumer<BudgetAlert> alerts;
    private final AtomicLong operations = new AtomicLong();

    /**
     * Makes them.
     *
     * @param embedders who makes vectors of texts
     * @param paid where calls are paid
     * @param http what they are sent with
     * @param costs the ledger
     * @param name what no other search is named, with which the ids of its calls begin
     * @param alerts who hears that a budget is used up to a threshold
     */
    public TextCalls(
            List<TextEmbedder> embedders,
            PaidCalls paid,
            GuardedHttp http,
            CostTracker costs,
            String name,
            Consumer<BudgetAlert> alerts) {
        this.embedders = List.copyOf(embedders);
        this.paid = paid;
        this.http = http;
        this.costs = costs;
        this.name = name;
        this.alerts = alerts;
    }

    /**
     * Returns who makes vectors of texts that can be compared with some that there are; nobody if there are none.
     *
     * @param model the model that is asked for, or null for any
     * @param known the models that there are vectors of
     */
    Optional<TextEmbedder> embedder(@Nullable String model, Set<String> known) {
        List<TextEmbedder> fitting = embedders.stream()
                .filter(embedder -> model == null || model.equals(embedder.model()))
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalStateException("nothing here makes a vector of a text"
                    + (model == null ? "" : " by " + model)
                    + "; add the plugin of a provider that does, with its key, or call DarkroomBuilder.embedder");
        }
        List<TextEmbedder> comparable = fitting.stream()
                .filter(embedder -> known.contains(embedder.model()))
                .toList();
        if (comparable.size() > 1) {
            throw new IllegalStateException("texts can be compared by several models, "
                    + comparable.stream().map(TextEmbedder::model).toList() + "; choose one by Search.ofModel");
        }
        return comparable.stream().findFirst();
    }

    Embedding embedding(TextEmbedder embedder, String text, @Nullable String owner)
            throws CallFailure, InterruptedException {
        return paid.pay(embedder.embedding(text, http), new Searcher(owner));
    }

    /** Pays for a search; there is no checkpoint, so each word goes to the ledger at once. */
    private final class Searcher implements Payer {
        private final @Nullable String owner;

        Searcher(@Nullable String owner) {
            this.owner = owner;
        }

        @Override
        public String newOperation() {
            return RECIPE + "." + name + "." + operations.incrementAndGet();
        }

        @Override
        public Usage.Purpose purpose() {
            return new Usage.Purpose(0, RECIPE, STEP, 1, owner);
        }

        /** Nobody goes on with a search that was given up. */
        @Override
        public List<Usage> leftBehind() {
            return List.of();
        }

        @Override
        public void intend(Usage intent) {
            costs.record(List.of(intent));
        }

        @Override
        public void alert(BudgetAlert alert) {
            alerts.accept(alert);
        }

        @Override
        public void ended(Usage end) {
            costs.record(List.of(end));
        }
    }
}
