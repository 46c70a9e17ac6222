// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.job.Claim;
import dev.darkroom.job.WorkerId;
import dev.darkroom.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a look at the queue begins. */
class FloorsTest {
    private static final Claim PHOTOS = new Claim(new WorkerId("anna"), Set.of("photo"), 10);
    private static final Claim LOGOS = new Claim(new WorkerId("bert"), Set.of("logo"), 10);
    private static final int NORMAL = 2;

    private final ManualClock clock = new ManualClock();
    private final Floors floors = new Floors(clock, Duration.ofSeconds(1));

    @Test
    void aLookThatCameToTheEndIsFollowedByOneThatBeginsALittleBefore() {
        floors.scan(PHOTOS).ended(PHOTOS, List.of(), 5_000_000);

        Floors.Scan next = floors.scan(PHOTOS);

        assertThat(next.isFull()).isFalse();
        assertThat(next.of("photo", NORMAL)).isEqualTo(4_900_000);
    }

    @Test
    void onceInAWhileALookIsAtEverything() {
        floors.scan(PHOTOS).ended(PHOTOS, List.of(), 5_000_000);
        clock.advance(Duration.ofSeconds(1));

        Floors.Scan later = floors.scan(PHOTOS);

        assertThat(later.isFull()).isTrue();
        assertThat(later.of("photo", NORMAL)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void whoeverLooksOftenTakesNoFullLookFromOthers() {
        assertThat(floors.scan(PHOTOS).isFull()).isTrue();
        assertThat(floors.scan(LOGOS).isFull()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(floors.scan(PHOTOS).isFull()).isTrue();
        assertThat(floors.scan(LOGOS).isFull()).isTrue();
    }

    @Test
    void aClaimThatAsksForNothingUsesUpNoFullLook() {
        assertThat(floors.scan(Claim.nothing(new WorkerId("anna"))).isFull()).isFalse();
        assertThat(floors.scan(PHOTOS).isFull()).isTrue();
    }
}
