// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.cost.CreditMove.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CreditMoveTest {
    @Test
    void namesTheTextThatNoDatabaseKeeps() {
        assertRefused(() -> grant(" ", "key"), "the owner of a movement of credits can't be blank");
        assertRefused(() -> grant("anna", "\0"), "the key of a movement of credits has a NUL character");
        assertRefused(() -> grant("anna", "\uD83D"), "half of a surrogate pair");
        assertRefused(() -> grant("anna", "x".repeat(256)), "the key of a movement of credits has up to 255");
        assertRefused(
                () -> new CreditMove(Kind.SETTLE, "anna", "", 1, "key"), "the reservation of a movement of credits");
        assertThatCode(() -> grant("anna", "\uD83D\uDCF7")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void hasAReservationExactlyIfItsKindSaysSo(Kind kind) {
        String unfitting = switch (kind) {
            case GRANT, RESET -> "batch";
            case RESERVE -> "another key";
            case SETTLE, REFUND -> null;
        };
        assertRefused(() -> new CreditMove(kind, "anna", unfitting, 1, "key"), "can't have the reservation");
    }

    @ParameterizedTest
    @EnumSource
    void amountsAreNeverBelowZero(Kind kind) {
        String reservation = kind == Kind.GRANT || kind == Kind.RESET ? null : "key";

        assertRefused(() -> new CreditMove(kind, "anna", reservation, -1, "key"), "not -1");
    }

    @Test
    void accountsAreZeroTogether() {
        assertRefused(() -> new CreditAccounts(-100, 99, 0, 0), "not zero together");
    }

    private static CreditMove grant(String owner, String key) {
        return new CreditMove(Kind.GRANT, owner, null, 1, key);
    }

    private static void assertRefused(Runnable making, String why) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
