// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final PriceBook BOOK = PriceBook.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openai        | text-embedding-3-small | embedding        | input_tokens=1000000                                             | 0.02
            openai        | text-embedding-3-small | embedding        | input_tokens=7                                                   | 0.00000014
            openai        | text-embedding-3-small | batch-embedding  | input_tokens=1000000                                             | 0.01
            openai        | text-embedding-ada-002 | embedding        | input_tokens=1000                                                | 0.0001
            openai        | gpt-4o-mini            | vision           | input_tokens=2000 cached_input_tokens=1000 output_tokens=100     | 0.000435
            openai        | gpt-4o-mini            | batch-vision     | input_tokens=2000 cached_input_tokens=1000 output_tokens=100     | 0.0002175
            openai        | gpt-5.5                | vision           | input_tokens=272000                                              | 1.36
            openai        | gpt-image-2            | generation       | input_tokens=50 image_output_tokens=1000                         | 0.03025
            openai        | gpt-image-2            | edit             | image_input_tokens=1000 cached_image_input_tokens=1000           | 0.01
            openai        | gpt-image-1.5          | generation       | images:1024x1024:low=2                                           | 0.018
            openai        | gpt-image-1.5          | generation       | images:1536x1024:high=1                                          | 0.2
            google        | gemini-3-pro-image     | generation       | images:2K=1                                                      | 0.134
            google        | gemini-embedding-2     | embedding        | input_tokens=10 input_images=1                                   | 0.000122
            replicate     | google/nano-banana     | generation       | images=1                                                         | 0.039
            replicate     | hardware:gpu-t4        | upscale          | seconds=2.5                                                      | 0.0005625
            stability     | edit/remove-background | removal          | images=1                                                         | 0.05
            stability     | sd3.5-large            | generation       | credits=6.5                                                      | 0.065
            stability     | a-new-model            | generation       | credits=3                                                        | 0.03
            google-vision | LABEL_DETECTION        | labels           | feature_units=1                                                  | 0.0015
            google-vision | WEB_DETECTION          | web              | feature_units=1                                                  | 0.0035
            supabase      | image-transformation   | transformation   | origin_images=1                                                  | 0.005
            """)
    void knowsWhatProvidersPublish(String provider, String model, String operation, String units, String cost) {
        assertThat(charge(BOOK, provider, model, operation, units, TODAY))
                .map(Charge::amount)
                .contains(Money.usd(cost));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openai        | no-such-model          | embedding        | input_tokens=1
            nobody        | text-embedding-3-small | embedding        | input_tokens=1
            openai        | text-embedding-3-small | embedding        | input_tokens=1 output_tokens=1
            openai        | gpt-image-1.5          | generation       | images=1
            openai        | gpt-image-1.5          | batch-generation | images:1024x1024:low=1
            openai        | gpt-5.5                | vision           | input_tokens=200000 cached_input_tokens=72001
            stability     | a-new-model            | generation       | images=1
            """)
    void whatIsNotInTheBookIsUnknown(String provider, String model, String operation, String units) {
        assertThat(charge(BOOK, provider, model, operation, units, TODAY)).isEmpty();
    }

    @Test
    void aCallThatToldNoUnitsIsUnknown() {
        assertThat(BOOK.charge(new Usage.Service("openai", "text-embedding-3-small", "embedding"), Map.of(), TODAY))
                .isEmpty();
    }

    @Test
    void aUnitOfWhichNothingWasUsedNeedsNoPrice() {
        assertThat(charge(
                        BOOK,
                        "openai",
                        "text-embedding-3-small",
                        "embedding",
                        "input_tokens=1000000 output_tokens=0",
                        TODAY))
                .contains(new Charge(Money.usd("0.02"), LocalDate.of(2026, 8, 21)));
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-image-1.5, image_output_tokens=1, 2026-12-01",
        "openai, gpt-image-1, image_output_tokens=1, 2026-10-23",
        "openai, dall-e-3, images:1024x1024:hd=1, 2026-05-12",
        "google, gemini-3.7-flash, input_tokens=1, 2026-12-31"
    })
    void aPriceHoldsUntilItsLastDay(String provider, String model, String units, LocalDate lastDay) {
        assertThat(charge(BOOK, provider, model, "any", units, lastDay)).isPresent();
        assertThat(charge(BOOK, provider, model, "any", units, lastDay.plusDays(1)))
                .isEmpty();
    }

    @Test
    void theHostsPricesWin() {
        PriceBook ours = BOOK.with(
                Price.of("openai", "text-embedding-3-small", TODAY).perMillion("input_tokens", Money.of("0.03", "EUR")),
                Price.of("openai", "our-model", TODAY).each("images", Money.usd("0.5")));

        assertThat(charge(ours, "openai", "text-embedding-3-small", "embedding", "input_tokens=1000000", TODAY))
                .contains(new Charge(Money.of("0.03", "EUR"), TODAY));
        assertThat(charge(ours, "openai", "text-embedding-3-small", "batch-embedding", "input_tokens=1", TODAY))
                .isEmpty();
        assertThat(charge(ours, "openai", "our-model", "generation", "images=3", TODAY))
                .contains(new Charge(Money.usd("1.5"), TODAY));
        assertThat(charge(BOOK, "openai", "our-model", "generation", "images=3", TODAY))
                .isEmpty();
    }

    @Test
    void aPriceHasOneCurrency() {
        Price price = Price.of("openai", "our-model", TODAY).each("images", Money.usd("0.5"));

        assertThatThrownBy(() -> price.each("seconds", Money.of("1", "EUR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another currency for seconds");
    }

    private static Optional<Charge> charge(
            PriceBook book, String provider, String model, String operation, String units, LocalDate day) {
        Map<String, BigDecimal> used = Arrays.stream(units.split(" "))
                .map(unit -> unit.split("="))
                .collect(Collectors.toMap(unit -> unit[0], unit -> new BigDecimal(unit[1])));
        return book.charge(new Usage.Service(provider, model, operation), used, day);
    }
}
