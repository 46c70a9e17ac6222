// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process of a contestant that runs in a JVM: takes orders, one a line, and answers each with a receipt. */
public final class MakerMain {
    private final Maker maker;

    private MakerMain(Maker maker) {
        this.maker = maker;
    }

    /** Takes the name of the contestant. */
    public static void main(String[] arguments) throws IOException {
        MakerMain main =
                new MakerMain(arguments[0].equals("darkroom") ? new DarkroomMaker() : new ThumbnailatorMaker());
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ObjectMapper json = new ObjectMapper();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            answers.println(json.writeValueAsString(main.carryOut(json.readValue(line, Order.class))));
        }
    }

    private Receipt carryOut(Order order) throws IOException {
        Effort effort = new Effort();
        try {
            return effort.receipt(bytes(order));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return effort.receipt(0).failed(e.toString());
        }
    }

    private long bytes(Order order) throws IOException {
        long bytes = 0;
        for (int time = 0; time < order.times(); time++) {
            for (String picture : order.pictures()) {
                bytes += bytes(order, Path.of(picture));
            }
        }
        return bytes;
    }

    private long bytes(Order order, Path picture) throws IOException {
        List<Maker.Made> all = maker.make(picture, order.wishes(), order.palette());
        if (order.folder() != null) {
            write(all, Order.folder(Path.of(order.folder()), picture));
        }
        return all.stream().mapToLong(made -> made.content().size()).sum();
    }

    private static void write(List<Maker.Made> all, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Maker.Made made : all) {
            Files.write(folder.resolve(made.file()), made.content().bytes());
        }
    }
}
