// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/*
 * One line, drawn over and over. A terminal that was made narrower has broken the old line into several, which are gone
 * up over and cleared; so the width is asked for before each drawing. It costs a process, so drawings are rationed.
 */
/** Draws a bar that grows. */
final class Bar implements Display {
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(120);
    private static final int LONGEST_BAR = 30;
    private static final String TO_START_AND_CLEAR = "\r\u001B[J";

    private final PrintWriter out;
    private final Screen screen;
    private final int total;
    private final InstantSource clock = InstantSource.system();

    // Changed by the one thread that calls.
    private Instant drawn = Instant.MIN;
    private int columnsOnScreen;
    private int ended;
    private int failed;
    private String current = "";

    Bar(Host host, int total) {
        this.out = host.out();
        this.screen = host.screen();
        this.total = total;
    }

    @Override
    public void began(String label) {
        current = label;
        drawUnlessJustDrawn();
    }

    @Override
    public void waits(String label, String reason, Duration delay) {
        current = label + " waits " + Outcome.seconds(delay) + ": " + reason;
        drawUnlessJustDrawn();
    }

    @Override
    public void ended(Outcome outcome) {
        ended++;
        failed += outcome.isComplete() ? 0 : 1;
        drawUnlessJustDrawn();
    }

    /** Takes the bar away; the table says it all. */
    @Override
    public void close() {
        if (columnsOnScreen > 0) {
            out.print(erasure(screen.width()));
            out.flush();
            columnsOnScreen = 0;
        }
    }

    private void drawUnlessJustDrawn() {
        Instant now = clock.instant();
        if (columnsOnScreen == 0 || !now.isBefore(drawn.plus(BETWEEN_DRAWINGS))) {
            drawn = now;
            draw(screen.width());
        }
    }

    private void draw(int width) {
        // The last column stays free: some terminals go to the next line when it is written to.
        String line = line(width - 1);
        out.print(erasure(width) + line);
        out.flush();
        columnsOnScreen = Columns.width(line);
    }

    private String erasure(int width) {
        int rowsAbove = columnsOnScreen == 0 ? 0 : (columnsOnScreen - 1) / width;
        return (rowsAbove == 0 ? "" : "\u001B[" + rowsAbove + "A") + TO_START_AND_CLEAR;
    }

    private String line(int columns) {
        int all = Math.max(total, ended);
        String counts = " " + ended + "/" + all + (failed == 0 ? "" : ", " + failed + " not complete");
        int length = Math.min(LONGEST_BAR, columns / 3);
        int full = all == 0 ? 0 : length * ended / all;
        String bar = "[" + "=".repeat(full) + " ".repeat(length - full) + "]" + counts;
        int room = columns - Columns.width(bar) - 2;
        String label = room < 8 ? "" : "  " + Columns.cutStart(Columns.plain(current), room);
        return Columns.cutEnd(bar + label, columns);
    }
}
