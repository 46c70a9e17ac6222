// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.BudgetAnswer;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Usage;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.Refused;
import java.time.InstantSource;
import java.util.List;

/** Has the call in the ledger before it is sent, and its end after it. */
final class RecordedCall<R> implements Call<R> {
    private final Call<R> next;
    private final String operation;
    private final PaidCall<R> call;
    private final Bill bill;
    private final Payer payer;
    private final Book book;

    /** Where money is kept count of. */
    record Book(CostTracker costs, List<Budget> budgets, InstantSource clock) {}

    RecordedCall(Call<R> next, String operation, PaidCall<R> call, Bill bill, Payer payer, Book book) {
        this.next = next;
        this.operation = operation;
        this.call = call;
        this.bill = bill;
        this.payer = payer;
        this.book = book;
    }

    @Override
    public Paid<R> make() throws CallFailure, InterruptedException {
        giveUpWhatWasLeftBehind();
        Usage intent = bill.expected(Usage.intent(operation, book.clock.instant(), payer.purpose(), call.service()));
        hold(intent);
        write(intent);
        return send(intent);
    }

    /** What an earlier worker had begun may have been billed; nobody makes it again unless that does little harm. */
    private void giveUpWhatWasLeftBehind() throws MaybeBilled {
        List<Usage> left = payer.leftBehind();
        left.forEach(usage -> payer.ended(usage.unsettled()));
        if (!left.isEmpty() && !call.isRepeatable()) {
            throw new MaybeBilled(
                    "a worker was lost while it made this call (" + left.get(0).operation()
                            + " in the ledger), so it may have been billed; retry the job to make it again");
        }
    }

    private void hold(Usage intent) throws CallFailure {
        BudgetAnswer answer = book.costs.hold(intent, book.budgets);
        if (answer instanceof BudgetAnswer.Held held) {
            held.alerts().forEach(payer::alert);
        } else if (answer instanceof BudgetAnswer.Exceeded exceeded) {
            throw exceeded.rest() == null
                    ? new Refused(exceeded.reason())
                    : new NotSent(exceeded.reason(), exceeded.rest());
        }
    }

    private void write(Usage intent) throws InterruptedException {
        boolean written = false;
        try {
            payer.intend(intent);
            written = true;
        } finally {
            if (!written) {
                book.costs.release(operation);
            }
        }
    }

    private Paid<R> send(Usage intent) throws CallFailure, InterruptedException {
        boolean known = false;
        try {
            Paid<R> paid = next.make();
            known = true;
            if (paid.ended()) {
                payer.ended(bill.settled(intent, paid));
            }
            return paid;
        } catch (MaybeBilled e) {
            throw call.isRepeatable() ? e.repeatable() : e;
        } catch (CallFailure e) {
            known = true;
            payer.ended(intent.free());
            throw e;
        } finally {
            if (!known) {
                payer.ended(intent.unsettled());
            }
        }
    }
}
