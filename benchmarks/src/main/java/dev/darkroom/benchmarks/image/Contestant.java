// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An image engine in a process of its own, which carries out one order after the other. */
final class Contestant implements AutoCloseable {
    private static final long SECONDS_TO_END = 10;

    private final String name;
    private final Process process;
    private final BufferedReader receipts;
    private final BufferedWriter orders;
    private final ObjectMapper json = new ObjectMapper();

    Contestant(String name, List<String> command) throws IOException {
        this.name = name;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.receipts = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    /** Waits until the order is carried out. */
    Receipt carryOut(Order order) throws IOException {
        orders.write(json.writeValueAsString(order));
        orders.newLine();
        orders.flush();
        String line = receipts.readLine();
        if (line == null) {
            throw new IOException(name + " has ended before it carried out its order");
        }
        return json.readValue(line, Receipt.class);
    }

    /** Ends it: it sees that no more orders will come. */
    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
