// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.DarkroomBuilder;
import dev.darkroom.dropbox.DropboxPlugin;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.openai.OpenAi;
import dev.darkroom.openai.OpenAiSettings;
import dev.darkroom.testkit.fake.FakeOpenAi;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services that recipes may use: the real ones by their keys, or fakes in this process, which cost nothing. */
final class Services implements AutoCloseable {
    private static final String FAKE_KEY = "fake-key";

    private final Map<String, String> environment;
    private final @Nullable FakeOpenAi fake;
    private final GuardedHttp http;

    private Services(Map<String, String> environment, @Nullable FakeOpenAi fake, GuardedHttp http) {
        this.environment = environment;
        this.fake = fake;
        this.http = http;
    }

    static Services real(Map<String, String> environment) {
        return new Services(Map.copyOf(environment), null, GuardedHttp.standard());
    }

    static Services fakes() {
        FakeOpenAi openai = FakeOpenAi.start(FAKE_KEY, InstantSource.system());
        Map<String, String> environment = Map.of("OPENAI_API_KEY", FAKE_KEY, "OPENAI_BASE_URL", openai.url() + "/v1");
        GuardedHttp http =
                GuardedHttp.builder().allowHost(openai.host(), openai.port()).build();
        return new Services(environment, openai, http);
    }

    /** Returns OpenAI if there is a key for it. */
    Optional<OpenAi> openai() {
        return OpenAiSettings.from(name -> Optional.ofNullable(environment.get(name)))
                .map(OpenAi::with);
    }

    /** Lets a Darkroom use them. */
    void join(DarkroomBuilder builder) {
        builder.http(http).environment(environment).plugin(new DropboxPlugin());
    }

    @Override
    public void close() {
        http.close();
        if (fake != null) {
            fake.close();
        }
    }
}
