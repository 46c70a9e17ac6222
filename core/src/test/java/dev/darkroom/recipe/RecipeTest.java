// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.process.StepOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    private static final Recipe PHOTO = Recipe.named("photo");

    @Test
    void keepsItsStepsInOrder() {
        Recipe recipe = PHOTO.step(step("b")).step(step("a"));

        assertThat(recipe.steps()).extracting(Step::name).containsExactly("b", "a");
        assertThat(recipe.find("a")).isPresent();
        assertThat(recipe.find("c")).isEmpty();
        assertThat(recipe.faults()).isEmpty();
        assertThat(PHOTO.steps()).isEmpty();
    }

    @Test
    void aStepMayComeBeforeTheOneItIsAfter() {
        assertThat(PHOTO.step(step("a").after("b").afterEnd("c"))
                        .step(step("b"))
                        .step(step("c").after("b"))
                        .faults())
                .isEmpty();
    }

    @Test
    void needsAStep() {
        assertThat(PHOTO.faults()).containsExactly("recipe 'photo' has no steps");
    }

    @Test
    void namesEachStepThatIsNotThere() {
        assertThat(PHOTO.step(step("a").after("none").afterEnd("never")).faults())
                .containsExactlyInAnyOrder(
                        "step 'a' of recipe 'photo' comes after 'none', which is not a step of it",
                        "step 'a' of recipe 'photo' comes after 'never', which is not a step of it");
    }

    @Test
    void namesAStepOfACircle() {
        Recipe circle = PHOTO.step(step("outside").after("a"))
                .step(step("a").after("c"))
                .step(step("b").after("a"))
                .step(step("c").afterEnd("b"));

        assertThat(circle.faults()).containsExactly("step 'a' of recipe 'photo' comes after itself in the end");
    }

    @Test
    void aStepAfterItselfIsACircle() {
        assertThat(PHOTO.step(step("a").after("a")).faults())
                .containsExactly("step 'a' of recipe 'photo' comes after itself in the end");
    }

    @Test
    void hasNoTwoStepsOfOneName() {
        Recipe recipe = PHOTO.step(step("a"));

        assertThatThrownBy(() -> recipe.step(step("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining("named(");
        assertThat(recipe.step(step("a").named("b")).steps()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-photo", "a/b", "a b", "é"})
    void hasAPlainName(String name) {
        assertThatThrownBy(() -> Recipe.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    private static Step step(String name) {
        return Step.of(name, context -> StepOutcome.done("done"));
    }
}
