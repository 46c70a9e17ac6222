// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.source.ImageSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class UrlSourceTest extends ImageSourceContract {
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final MockWebServer server = new MockWebServer();
    private GuardedHttp http;

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Pages());
        server.start();
        http = GuardedHttp.builder()
                .allowHost(server.getHostName(), server.getPort())
                .build();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Override
    protected ImageSource source() {
        return ImageSource.urls(http);
    }

    @Override
    protected ImageRef place(byte[] bytes) {
        pages.put("/cat.png", bytes);
        return url("/cat.png");
    }

    @Override
    protected ImageRef missing() {
        return url("/none.png");
    }

    private ImageRef url(String path) {
        return ImageRef.url("http://" + server.getHostName() + ":" + server.getPort() + path);
    }

    private final class Pages extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            byte[] bytes = pages.get(request.getTarget());
            return bytes == null
                    ? new MockResponse.Builder().code(404).build()
                    : new MockResponse.Builder()
                            .body(new String(bytes, StandardCharsets.US_ASCII))
                            .build();
        }
    }
}
