// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({"cat, 3", "写真, 4", "e\u0301, 1", "😀, 2", "한글, 4"})
    void knows_how_many_columns_text_takes(String text, int columns) {
        assertThat(Columns.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdefgh, 6, abc..., ...fgh",
        "abcdef, 6, abcdef, abcdef",
        "写真写真, 6, 写..., ...真",
        "😀😀😀, 5, 😀..., ...😀"
    })
    void cuts_without_breaking_a_character(String text, int columns, String start, String end) {
        assertThat(Columns.cutEnd(text, columns)).isEqualTo(start);
        assertThat(Columns.cutStart(text, columns)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 200})
    void a_table_fits_where_it_can(int width) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Table.of("NAME", "N", "WHY")
                .row("a/long/path/to/写真-number-one.jpg", "1", "a reason that goes on and on, and on, and on, and on")
                .row("b.jpg", "22", "")
                .print(out, width);
        out.flush();
        assertThat(text.toString().lines()).hasSize(3).allMatch(line -> Columns.width(line) <= Math.max(width, 28));
        assertThat(text.toString()).contains("one.jpg".substring(3));
    }
}
