// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Reads the prices that come with this version. */
final class PriceFile {
    private static final String FILE = "prices.json";

    /** By how many digits the price of so many units is moved, so that it is the price of one. */
    private static final Map<String, Integer> SCALES = Map.of("million", 6, "thousand", 3, "each", 0);

    private PriceFile() {}

    static List<Price> read() {
        try (InputStream file = PriceFile.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the file " + FILE + " is missing from the library");
            }
            return prices(JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Price> prices(JsonNode file) {
        Currency currency = Currency.getInstance(file.required("currency").asText());
        List<Price> prices = new ArrayList<>();
        file.required("prices").forEach(row -> prices.add(price(row, currency)));
        return prices;
    }

    private static Price price(JsonNode row, Currency currency) {
        Price price = Price.of(
                row.required("provider").asText(),
                row.required("model").asText(),
                LocalDate.parse(row.required("asOf").asText()));
        if (row.has("ends")) {
            price = price.ends(LocalDate.parse(row.get("ends").asText()));
        }
        if (row.has("batch")) {
            price = price.batch(row.get("batch").asText());
        }
        if (row.has("mostInput")) {
            price = price.upToInputTokens(row.get("mostInput").asLong());
        }
        return withUnits(price, row, currency);
    }

    private static Price withUnits(Price bare, JsonNode row, Currency currency) {
        Price price = bare;
        for (Map.Entry<String, Integer> scale : SCALES.entrySet()) {
            for (Map.Entry<String, JsonNode> unit : row.path(scale.getKey()).properties()) {
                BigDecimal amount = unit.getValue().decimalValue().movePointLeft(scale.getValue());
                price = price.each(unit.getKey(), new Money(amount, currency));
            }
        }
        return price;
    }
}
