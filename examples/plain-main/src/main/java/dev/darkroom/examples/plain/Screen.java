// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the output is shown on. */
interface Screen {

    /** Whether a person looks on, so that a line may be drawn over. */
    boolean isTerminal();

    /** Returns how many columns there are now; a window may be resized at any time. */
    int width();

    /** A file, a pipe, a log: nothing can be drawn over, and lines may be long. */
    static Screen none() {
        return new Screen() {
            @Override
            public boolean isTerminal() {
                return false;
            }

            @Override
            public int width() {
                return Integer.MAX_VALUE;
            }
        };
    }

    static Screen ofThisProcess() {
        return isTerminalHere() ? new Terminal() : none();
    }

    @SuppressWarnings("SystemConsoleNull") // the release is asked for beside it
    private static boolean isTerminalHere() {
        // The launcher knows it of standard output alone; Java asks about standard input too, and from 22 on about
        // neither.
        String known = System.getProperty("darkroom.terminal");
        boolean console = System.console() != null && Runtime.version().feature() < 22;
        boolean capable = !"dumb".equals(System.getenv("TERM"));
        return capable && (known == null ? console : Boolean.parseBoolean(known));
    }

    /** Asks stty, since Java doesn't know how wide a terminal is. */
    final class Terminal implements Screen {
        private static final int USUAL_WIDTH = 80;
        private static final int NARROWEST = 20;
        private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");

        @Override
        public boolean isTerminal() {
            return true;
        }

        @Override
        public int width() {
            try {
                Matcher size = SIZE.matcher(stty());
                int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
                return columns == 0 ? USUAL_WIDTH : Math.max(NARROWEST, columns);
            } catch (IOException e) {
                return USUAL_WIDTH;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return USUAL_WIDTH;
            }
        }

        private static String stty() throws IOException, InterruptedException {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
