// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.Focus;
import dev.darkroom.image.ImageRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final ImageRef CAT = ImageRef.url("https://example.org/cat.jpg");
    private static final Submission PLAIN = Submission.of("photo", CAT);

    @Test
    void hasNoKeyWithoutAnImageId() {
        assertThat(PLAIN.key()).isEmpty();
    }

    @Test
    void isKnownByRecipeAndImageId() {
        assertThat(PLAIN.imageId("42").key()).contains("photo/42");
        assertThat(Submission.of("logo", CAT).imageId("42").key()).contains("logo/42");
    }

    @Test
    void aKeyOfItsOwnGoesFirst() {
        assertThat(PLAIN.key("mine").imageId("42").key()).contains("mine");
    }

    @Test
    void keepsAllThatWasSet() {
        Submission submission = PLAIN.imageId("42")
                .owner("user-7")
                .kind("logo")
                .context("album", "9")
                .context("page", "")
                .priority(Priority.HIGH)
                .delay(Duration.ofSeconds(3));

        assertThat(submission.recipe()).isEqualTo("photo");
        assertThat(submission.image()).isEqualTo(CAT);
        assertThat(submission.imageId()).contains("42");
        assertThat(submission.owner()).contains("user-7");
        assertThat(submission.kind()).contains("logo");
        assertThat(submission.context()).containsExactly(Map.entry("album", "9"), Map.entry("page", ""));
        assertThat(submission.priority()).isEqualTo(Priority.HIGH);
        assertThat(submission.delay()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aChangedCopyLeavesTheFirstAsItWas() {
        assertThat(PLAIN.owner("user-7")).isNotEqualTo(PLAIN);
        assertThat(PLAIN.owner()).isEmpty();
    }

    @Test
    void equalsByAllItsParts() {
        assertThat(PLAIN.imageId("42").owner("a")).isEqualTo(PLAIN.owner("a").imageId("42"));
        assertThat(PLAIN.imageId("42").owner("a"))
                .hasSameHashCodeAs(PLAIN.owner("a").imageId("42"));
        assertThat(PLAIN.imageId("42")).isNotEqualTo(PLAIN.imageId("43"));
    }

    @Test
    void copiesItsContext() {
        Map<String, String> context = new LinkedHashMap<>(Map.of("album", "9"));
        Submission submission = PLAIN.context(context);
        context.clear();

        assertThat(submission.context()).containsEntry("album", "9");
        assertThatThrownBy(() -> submission.context().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void saysWhatIsBlank() {
        assertRefused(() -> Submission.of(" ", CAT), "recipe");
        assertRefused(() -> PLAIN.imageId(""), "image id");
        assertRefused(() -> PLAIN.owner(" "), "owner");
        assertRefused(() -> PLAIN.kind(" "), "kind");
        assertRefused(() -> PLAIN.key(" "), "key");
        assertRefused(() -> PLAIN.context(" ", "x"), "context");
    }

    @Test
    void saysWhatNoDatabaseKeeps() {
        String half = "a\uD83Db";
        assertRefused(() -> Submission.of("a\0b", CAT), "recipe");
        assertRefused(() -> PLAIN.imageId(half), "image id");
        assertRefused(() -> PLAIN.owner(half), "owner");
        assertRefused(() -> PLAIN.kind(half), "kind");
        assertRefused(() -> PLAIN.key(half), "key");
        assertRefused(() -> PLAIN.context(half, "x"), "name of a context entry");
        assertRefused(() -> PLAIN.context("album", "a\0b"), "context entry 'album'");
        assertRefused(() -> PLAIN.context(Map.of("album", half)), "context entry 'album'");
        assertThat(PLAIN.imageId("\uD83D\uDC08").imageId()).contains("\uD83D\uDC08");
    }

    @Test
    void saysWhatIsTooLongForSomeStore() {
        assertRefused(
                () -> Submission.of("a".repeat(101), CAT), "the recipe of a submission is at most 100 characters");
        assertRefused(() -> PLAIN.imageId("a".repeat(256)), "the image id of a submission is at most 255 characters");
        assertRefused(() -> PLAIN.owner("a".repeat(256)), "owner");
        assertRefused(() -> PLAIN.kind("a".repeat(101)), "kind");
        assertRefused(() -> PLAIN.key("\uD83D\uDC08".repeat(201)), "not 402: '\uD83D\uDC08");
        assertThat(PLAIN.imageId("a".repeat(255)).key()).isPresent();
    }

    @Test
    void isNotDueBeforeItCame() {
        assertRefused(() -> PLAIN.delay(Duration.ofSeconds(-1)), "PT-1S");
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aFocusIsKeptInTheContext() {
        Submission submission = Submission.of("photo", ImageRef.file("cat.jpg"));

        assertThat(submission.focus()).isEmpty();
        assertThat(submission.focus(new Focus(0.25, 1)).focus()).contains(new Focus(0.25, 1));
        assertThat(submission.context("focus", "0.5,0").focus()).contains(new Focus(0.5, 0));
        assertThat(submission.context("focus", "in the middle").focus()).isEmpty();
        assertThat(submission.context("focus", "2,0.5").focus()).isEmpty();
    }
}
