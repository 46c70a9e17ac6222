// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

/*
 * Java has no table of which characters take two columns, so the blocks are listed roughly: scripts of East Asia, full-
 * width forms and pictographs. Getting a rare one wrong moves a table's cell by one column, which is no disaster.
 */
/** Measures text in the columns of a terminal, and makes it fit. */
final class Columns {
    private static final String CUT = "...";
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Columns() {}

    /** Makes text harmless: a file's name may hold line ends, or codes that make a terminal do things. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(isHarmless(c) ? c : '?'));
        return plain.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (c >= block[0] && c <= block[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Cuts the end off what is too long. */
    static String cutEnd(String text, int columns) {
        return width(text) <= columns ? text : start(text, columns - CUT.length()) + CUT;
    }

    /** Cuts the start off what is too long: of a path, the end tells more. */
    static String cutStart(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        String backwards = new StringBuilder(text).reverse().toString();
        return CUT + new StringBuilder(start(backwards, columns - CUT.length())).reverse();
    }

    private static String start(String text, int columns) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += width(c);
            if (used > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }
}
