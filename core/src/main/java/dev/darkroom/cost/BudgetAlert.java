// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * So much of a budget is used; this is said once in each period.
 *
 * @param budget the budget
 * @param owner for whom the call was that used it, or null if the host didn't say
 * @param part the part of the limit at which the budget alerts, such as 0.8
 * @param used what is spent and put aside
 */
public record BudgetAlert(Budget budget, @Nullable String owner, BigDecimal part, Money used) {}
