// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the entries of each owner in a list, guarded by this object's monitor. */
final class MemoryCredits implements Credits {
    private final Map<String, Account> accounts = new HashMap<>();
    private final InstantSource clock;

    MemoryCredits(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CreditAnswer move(CreditMove move) {
        return accounts.computeIfAbsent(move.owner(), owner -> new Account()).move(move, clock);
    }

    @Override
    public synchronized CreditAccounts balance(String owner) {
        Account account = accounts.get(owner);
        return account == null ? CreditAccounts.EMPTY : account.balance;
    }

    @Override
    public synchronized List<CreditEntry> entries(String owner, long before, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has 1 or more entries, not " + limit);
        }
        Account account = accounts.get(owner);
        return account == null ? List.of() : account.page(before, limit);
    }

    private static final class Account {
        private final List<CreditEntry> entries = new ArrayList<>();
        private final Map<String, CreditEntry> byKey = new HashMap<>();
        private final Map<String, CreditAccounts> reservations = new HashMap<>();
        private CreditAccounts balance = CreditAccounts.EMPTY;

        CreditAnswer move(CreditMove move, InstantSource clock) {
            CreditEntry known = byKey.get(move.key());
            if (known != null) {
                return known.answer(move);
            }
            CreditAnswer answer =
                    move.decide(balance, reserved(move.reservation()), entries.size() + 1L, clock.instant());
            if (answer instanceof CreditAnswer.Moved moved) {
                write(moved.entry());
            }
            return answer;
        }

        private @Nullable CreditAccounts reserved(@Nullable String reservation) {
            return reservation == null ? null : reservations.get(reservation);
        }

        private void write(CreditEntry entry) {
            entries.add(entry);
            byKey.put(entry.move().key(), entry);
            balance = entry.after();
            String reservation = entry.move().reservation();
            if (reservation != null) {
                reservations.merge(reservation, entry.change(), CreditAccounts::plus);
            }
        }

        /** An entry's number is one more than its place in the list. */
        List<CreditEntry> page(long before, int limit) {
            List<CreditEntry> page = new ArrayList<>();
            long newest = Math.min(before - 1, entries.size());
            for (long number = newest; number > 0 && page.size() < limit; number--) {
                page.add(entries.get((int) number - 1));
            }
            return page;
        }
    }
}
