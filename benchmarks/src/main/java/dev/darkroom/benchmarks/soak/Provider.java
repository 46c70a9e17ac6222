// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A paid service that lives through everything, and counts. An operation that it knows is not charged again. Some calls
 * are charged and then not answered.
 */
final class Provider implements AutoCloseable {
    private static final int LONGEST_CALL_MILLIS = 120;
    private static final int LONGEST_WORK_MILLIS = 600;
    private static final int UNANSWERED_IN_A_THOUSAND = 10;
    private static final int PRICES = 900;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Charge> charges = new ConcurrentHashMap<>();
    private final Map<String, Boolean> ready = new ConcurrentHashMap<>();
    private final Consumer<String> webhook;

    // Guarded by itself.
    private final SplittableRandom random;

    /** Starts it; the webhook hears the ticket of work that is ready. */
    Provider(long seed, Consumer<String> webhook) throws IOException {
        this.random = new SplittableRandom(seed);
        this.webhook = webhook;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/pay", this::pay);
        server.createContext("/ask", this::ask);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * What was charged for.
     *
     * @param job the number of the job
     * @param step the name of the step
     * @param amount in US dollars
     */
    record Charge(long job, String step, BigDecimal amount) {}

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** Returns all charges by the id of their operation. */
    Map<String, Charge> charges() {
        return Map.copyOf(charges);
    }

    private int chance(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private void pay(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        rest(chance(LONGEST_CALL_MILLIS));
        Charge charge = charges.computeIfAbsent(
                query.getOrDefault("operation", ""),
                operation -> new Charge(
                        Long.parseLong(query.getOrDefault("job", "0")),
                        query.getOrDefault("step", ""),
                        BigDecimal.valueOf(100L + chance(PRICES), 4)));
        String ticket = query.getOrDefault("ticket", "");
        if (!ticket.isEmpty() && ready.putIfAbsent(ticket, false) == null) {
            threads.execute(() -> finish(ticket));
        }
        rest(chance(LONGEST_CALL_MILLIS));
        if (chance(1_000) < UNANSWERED_IN_A_THOUSAND) {
            exchange.close();
        } else {
            answer(exchange, charge.amount().toPlainString());
        }
    }

    private void finish(String ticket) {
        rest(chance(LONGEST_WORK_MILLIS));
        ready.put(ticket, true);
        webhook.accept(ticket);
    }

    private void ask(HttpExchange exchange) throws IOException {
        answer(exchange, String.valueOf(ready.getOrDefault(query(exchange).getOrDefault("ticket", ""), false)));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair[1]);
        }
        return query;
    }

    private static void answer(HttpExchange exchange, String words) throws IOException {
        byte[] body = words.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void rest(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
