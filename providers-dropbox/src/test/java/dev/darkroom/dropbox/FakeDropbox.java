// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.http.GuardedHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A small Dropbox: files, a list of changes with cursors, tokens, and faults to be served in the place of an answer. */
final class FakeDropbox extends Dispatcher implements AutoCloseable {
    static final String DOWNLOAD = "/2/files/download";
    static final String LIST = "/2/files/list_folder";
    static final String CONTINUE = "/2/files/list_folder/continue";
    static final String LONG_POLL = "/2/files/list_folder/longpoll";
    static final String TOKEN = "/oauth2/token";

    static final String ACCESS = "sl.planted-access-token";
    static final String REFRESH = "planted-refresh-token";
    static final String KEY = "app-key";
    static final String SECRET = "planted-app-secret";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Queue<MockResponse>> scripted = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    // All below is guarded by this object's monitor.
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final List<ObjectNode> changes = new ArrayList<>();
    private String valid = ACCESS;
    private int tokens;
    private int revs;
    private int oldestCursor;
    private int pageSize = 100;
    private boolean closing;

    FakeDropbox() {
        server.setDispatcher(this);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String recorded(String file) {
        try (InputStream in = FakeDropbox.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    String url() {
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    GuardedHttp.Builder http() {
        return GuardedHttp.builder().allowHost(server.getHostName(), server.getPort());
    }

    DropboxSettings settings() {
        return DropboxSettings.accessToken(ACCESS).appSecret(SECRET).servers(url(), url(), url());
    }

    DropboxSettings refreshing() {
        return DropboxSettings.refreshToken(REFRESH, KEY).servers(url(), url(), url());
    }

    Map<String, String> environment() {
        return Map.of(
                "DROPBOX_ACCESS_TOKEN",
                ACCESS,
                "DROPBOX_API_URL",
                url(),
                "DROPBOX_CONTENT_URL",
                url() + "/",
                "DROPBOX_NOTIFY_URL",
                url());
    }

    /** Answers the next call of a route with this. */
    FakeDropbox then(String route, MockResponse answer) {
        scripted.computeIfAbsent(route, name -> new ConcurrentLinkedQueue<>()).add(answer);
        return this;
    }

    FakeDropbox then(String route, MockResponse.Builder answer) {
        return then(route, answer.build());
    }

    /** Lets lists come in pages of so many entries. */
    synchronized void pages(int entries) {
        pageSize = entries;
    }

    /** Takes all tokens that were given for expired. */
    synchronized void expire() {
        valid = "none yet";
    }

    /** Takes all cursors that were given for expired. */
    synchronized void reset() {
        oldestCursor++;
        changes.clear();
        changes.addAll(files.values());
    }

    /** Puts a file, or changes one; returns its rev. */
    synchronized String put(String path, byte[] bytes) {
        String lower = path.toLowerCase(Locale.ROOT);
        ObjectNode known = files.get(lower);
        String rev = String.format("%09x", ++revs);
        ObjectNode entry = JSON.createObjectNode()
                .put(".tag", "file")
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("path_lower", lower)
                .put("path_display", path)
                .put("id", known == null ? "id:" + revs : known.get("id").asText())
                .put("server_modified", "2026-11-20T10:11:15Z")
                .put("rev", rev)
                .put("size", bytes.length)
                .put("is_downloadable", true)
                .put("content_hash", hash(bytes));
        files.put(lower, entry);
        contents.put("rev:" + rev, bytes);
        contents.put(entry.get("id").asText(), bytes);
        contents.put(lower, bytes);
        change(entry);
        return rev;
    }

    synchronized void delete(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        files.remove(lower);
        contents.remove(lower);
        change(JSON.createObjectNode()
                .put(".tag", "deleted")
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("path_lower", lower)
                .put("path_display", path));
    }

    /** Adds any entry to the list. */
    synchronized void change(ObjectNode entry) {
        changes.add(entry);
        notifyAll();
    }

    List<RecordedRequest> requests(String route) {
        return requests.stream()
                .filter(request -> request.getTarget().equals(route))
                .toList();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        String route = request.getTarget();
        MockResponse next =
                scripted.getOrDefault(route, new ConcurrentLinkedQueue<>()).poll();
        return next == null ? answer(route, request) : next;
    }

    private MockResponse answer(String route, RecordedRequest request) {
        String authorization = request.getHeaders().get("Authorization");
        if (route.equals(TOKEN)) {
            return token(request, authorization);
        }
        if (route.equals(LONG_POLL)) {
            return authorization == null
                    ? longPoll(read(request.getBody().utf8()))
                    : new MockResponse.Builder()
                            .code(400)
                            .addHeader("Content-Type", "text/plain; charset=utf-8")
                            .body(recorded("error_400_plain.txt"))
                            .build();
        }
        synchronized (this) {
            if (!("Bearer " + valid).equals(authorization)) {
                return json(401, recorded("error_401_expired.json")).build();
            }
            return switch (route) {
                case DOWNLOAD -> download(read(request.getHeaders().get("Dropbox-API-Arg")));
                case LIST -> page(0);
                case CONTINUE -> continued(read(request.getBody().utf8()));
                default -> new MockResponse.Builder().code(404).build();
            };
        }
    }

    private synchronized MockResponse token(RecordedRequest request, String authorization) {
        String form = request.getBody().utf8();
        if (!form.startsWith("grant_type=refresh_token&refresh_token=" + REFRESH)
                || (authorization == null) != form.endsWith("&client_id=" + KEY)) {
            return json(400, recorded("error_400_oauth_invalid_grant.json")).build();
        }
        valid = "sl.planted-access-" + ++tokens;
        return json(200, recorded("token_refresh.json").replace("sl.BBBBexample", valid))
                .build();
    }

    private MockResponse download(JsonNode argument) {
        byte[] bytes = contents.get(argument.get("path").asText().toLowerCase(Locale.ROOT));
        if (bytes == null) {
            return json(409, recorded("error_409_path_not_found.json")).build();
        }
        return file(bytes, hash(bytes)).build();
    }

    static MockResponse.Builder file(byte[] bytes, String hash) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/octet-stream")
                .addHeader(
                        "Dropbox-API-Result",
                        JSON.createObjectNode().put("size", bytes.length).put("content_hash", hash))
                .body(new Buffer().write(bytes));
    }

    private MockResponse continued(JsonNode argument) {
        String[] cursor = argument.get("cursor").asText().split("-", -1);
        return Integer.parseInt(cursor[1]) == oldestCursor
                ? page(Integer.parseInt(cursor[2]))
                : json(409, recorded("error_409_reset.json")).build();
    }

    private MockResponse page(int from) {
        int to = Math.min(changes.size(), from + pageSize);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode entries = answer.putArray("entries");
        changes.subList(from, to).forEach(entries::add);
        answer.put("cursor", "cursor-" + oldestCursor + "-" + to).put("has_more", to < changes.size());
        return json(200, answer.toString()).build();
    }

    /** Waits until something changes, as Dropbox does, but not for as long. */
    private synchronized MockResponse longPoll(JsonNode argument) {
        String[] cursor = argument.get("cursor").asText().split("-", -1);
        try {
            for (int rounds = 0; rounds < 50 && !closing && Integer.parseInt(cursor[2]) == changes.size(); rounds++) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return json(200, recorded("longpoll_changes.json")).build();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return ContentHash.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        server.close();
    }
}
