// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.Darkroom;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.process.StepOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A text that some store can't keep is refused where it is handed in, by the name of its field. */
class KeptTextTest {
    private static final String HALF = "a\uD83Db";
    private static final Usage.Purpose PURPOSE = new Usage.Purpose(1, "photo", "caption", 1, null);
    private static final Usage.Service SERVICE = new Usage.Service("openai", "small", "caption");

    @Test
    void whatIsTooLongIsNamedWithItsBeginning() {
        String cats = "a" + "\uD83D\uDC08".repeat(30);

        assertThatThrownBy(() -> KeptText.check("name of a cat", cats, 60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the name of a cat is at most 60 characters long, not 61: '" + cats.substring(0, 39) + "…'");
        assertThat(KeptText.check("name of a cat", cats, 61)).isEqualTo(cats);
    }

    @Test
    void aTextThatIsShorterThanWhatIsShownIsShownWhole() {
        assertRefused(() -> KeptText.check("code", "abcd", 3), "not 4: 'abcd'");
    }

    @Test
    void callsThatCost() {
        assertRefused(() -> intent("o".repeat(401), PURPOSE, SERVICE), "operation id of a usage is at most 400");
        assertRefused(() -> intent("a\0b", PURPOSE, SERVICE), "operation id of a usage has a NUL");
        assertRefused(() -> new Usage.Purpose(1, "photo", "s".repeat(101), 1, null), "step of a usage");
        assertRefused(() -> new Usage.Purpose(1, "photo", "caption", 1, "o".repeat(256)), "owner of a usage");
        assertRefused(() -> new Usage.Service("p".repeat(101), "small", "caption"), "provider of a usage");
        assertRefused(() -> new Usage.Service("openai", "m".repeat(256), "caption"), "model of a usage");
        assertRefused(() -> new Usage.Service("openai", "small", HALF), "operation of a usage");
        assertRefused(
                () -> intent("o", PURPOSE, SERVICE).settled(Map.of(HALF, BigDecimal.ONE), null), "unit of a usage");
    }

    @Test
    void namesOfWorkersAndNodes() {
        assertRefused(() -> new WorkerId("w".repeat(256)), "name of a worker");
        assertRefused(() -> Darkroom.builder().node("n".repeat(101)), "name of a node");
    }

    @Test
    void whatIsLookedFor() {
        assertRefused(() -> JobQuery.all().recipe("a\0b"), "recipe that is looked for");
        assertRefused(() -> JobQuery.all().owner(HALF), "owner that is looked for");
        assertRefused(() -> JobQuery.all().imageId(HALF), "image id that is looked for");
    }

    @Test
    void limitsTicketsAndSources() {
        assertRefused(() -> LimitRule.perMinute("k".repeat(401), 1), "key of a limit");
        assertRefused(() -> LimitRule.perMinute(HALF, 1), "key of a limit");
        assertRefused(() -> StepOutcome.waiting("a\0b", Duration.ofSeconds(1)), "ticket of a provider");
        assertRefused(() -> ImageRef.of("a\0b", "x.jpg"), "source of an image reference");
        ImageRef far = ImageRef.of("s".repeat(101), "x.jpg");
        assertRefused(() -> Submission.of("photo", far), "source of an image reference");
    }

    private static Usage intent(String operation, Usage.Purpose purpose, Usage.Service service) {
        return Usage.intent(operation, Instant.EPOCH, purpose, service);
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
