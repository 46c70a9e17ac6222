// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/** Keeps batches as the provider does, and ends them when it is told to. Guarded by its monitor. */
final class BatchServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final List<ObjectNode> batches = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private String status = "in_progress";
    private String output = Service.recorded("batch_output.jsonl");
    private boolean losesNextReply;

    BatchServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    OpenAi openai() {
        return OpenAi.with(
                OpenAiSettings.key(Service.KEY).baseUrl(server.url("/v1").toString()));
    }

    String host() {
        return server.getHostName();
    }

    int port() {
        return server.getPort();
    }

    /** Somebody else's, which are in the list too. */
    synchronized void hasOthers(int number) {
        for (int i = 0; i < number; i++) {
            create("{\"metadata\":{\"darkroom\":\"other\"}}".getBytes(StandardCharsets.UTF_8));
        }
    }

    synchronized void loseNextReply() {
        losesNextReply = true;
    }

    synchronized void endsAs(String end) {
        status = end;
    }

    synchronized void brings(String lines) {
        output = lines;
    }

    synchronized List<String> inputs() {
        return List.copyOf(inputs);
    }

    synchronized int created() {
        return batches.size();
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath().substring("/v1".length());
        byte[] body = Service.bytes(request);
        if (path.equals("/files")) {
            inputs.add(new String(body, StandardCharsets.UTF_8));
            return ok(Service.recorded("file_upload.json"));
        }
        if (path.equals("/batches")) {
            return request.getMethod().equals("POST")
                    ? create(body)
                    : ok(list(request.getUrl().queryParameter("after")));
        }
        if (path.startsWith("/batches/")) {
            int number = Integer.parseInt(path.substring("/batches/batch_".length()));
            return ok(told(batches.get(number - 1)).toString());
        }
        return ok(path.contains("0002/") ? output : Service.recorded("batch_errors.jsonl"));
    }

    private MockResponse create(byte[] body) {
        JsonNode wanted = Wire.read(body).orElseThrow();
        ObjectNode batch = recorded("batch_created.json");
        batch.put("id", "batch_" + (batches.size() + 1))
                .put("endpoint", wanted.path("endpoint").asText());
        batch.set("metadata", wanted.path("metadata"));
        batch.put("created_at", 1_736_942_400);
        batches.add(batch);
        if (losesNextReply) {
            losesNextReply = false;
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        return ok(batch.toString());
    }

    /** The newest first, one to a page: a server may give fewer than it is asked for. */
    private String list(@Nullable String after) {
        int next = batches.size() - 1;
        if (after != null) {
            next = Integer.parseInt(after.substring("batch_".length())) - 2;
        }
        ObjectNode list = Wire.object().put("object", "list").put("has_more", next > 0);
        ArrayNode data = list.putArray("data");
        if (next >= 0) {
            data.add(told(batches.get(next)));
        }
        return list.toString();
    }

    private ObjectNode told(ObjectNode batch) {
        ObjectNode told = recorded(status.equals("failed") ? "batch_failed.json" : "batch_completed.json");
        told.put("status", status).put("id", batch.path("id").asText());
        told.put("created_at", batch.path("created_at").asLong());
        told.set("metadata", batch.path("metadata"));
        return told;
    }

    private static ObjectNode recorded(String name) {
        return (ObjectNode) Wire.read(Service.recorded(name)).orElseThrow();
    }

    private static MockResponse ok(String body) {
        return new MockResponse.Builder().body(body).build();
    }
}
