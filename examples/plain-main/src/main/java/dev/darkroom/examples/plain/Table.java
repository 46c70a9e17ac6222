// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows under a head. The first column gives way when there is little room, and the last one takes what is left. */
final class Table {
    private static final int GAP = 2;
    private static final int WIDEST_FIRST = 48;
    private static final int NARROWEST_LAST = 12;
    private static final int NARROWEST_FIRST = 8;

    private final List<List<String>> rows = new ArrayList<>();

    private Table() {}

    static Table of(String... head) {
        return new Table().row(head);
    }

    Table row(String... cells) {
        rows.add(Stream.of(cells).map(Columns::plain).toList());
        return this;
    }

    /** Prints it within so many columns. */
    void print(PrintWriter out, int width) {
        int[] columns = columns(width);
        rows.forEach(row -> out.println(line(row, columns)));
    }

    private int[] columns(int width) {
        int count = rows.get(0).size();
        int[] columns = IntStream.range(0, count).map(this::widest).toArray();
        int between = IntStream.range(1, count - 1).map(i -> columns[i]).sum() + GAP * (count - 1);
        int last = count - 1;
        int forFirst = width - between - Math.min(columns[last], Math.max(NARROWEST_LAST, width / 3));
        columns[0] = Math.min(Math.min(columns[0], WIDEST_FIRST), Math.max(NARROWEST_FIRST, forFirst));
        columns[last] = Math.min(columns[last], Math.max(NARROWEST_LAST, width - between - columns[0]));
        return columns;
    }

    private int widest(int column) {
        return rows.stream()
                .mapToInt(row -> Columns.width(row.get(column)))
                .max()
                .orElse(0);
    }

    private static String line(List<String> row, int[] columns) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            String cell = row.get(i);
            String fitting = i == 0 ? Columns.cutStart(cell, columns[i]) : Columns.cutEnd(cell, columns[i]);
            line.append(Columns.pad(fitting, columns[i] + GAP));
        }
        return line.toString().stripTrailing();
    }
}
