// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How OpenAI is reached, or a server that speaks like it.
 *
 * <pre>{@code
 * OpenAiSettings.key(key);
 * OpenAiSettings.key(key).project("proj_12").embeddingsPerMinute(500);
 * OpenAiSettings.key(key).azure("https://acme.openai.azure.com", "2024-10-21");
 * OpenAiSettings.key("none").baseUrl("http://gpu.internal:8000/v1").name("vllm");
 * }</pre>
 *
 * <p>Its text shows no key. Immutable: each method returns a changed copy.
 */
public final class OpenAiSettings {
    private static final String KEY = "OPENAI_API_KEY";
    private static final String BASE_URL = "OPENAI_BASE_URL";
    private static final String ORGANIZATION = "OPENAI_ORGANIZATION";
    private static final String PROJECT = "OPENAI_PROJECT";
    private static final String EMBEDDINGS_PER_MINUTE = "MAX_EMBEDDING_CALLS_PER_MIN";

    private final Draft draft;

    private OpenAiSettings(Draft draft) {
        this.draft = draft;
    }

    /** What was set; changed only between a copy's making and its first use. */
    private static final class Draft {
        private final String key;
        private String name = "openai";
        private String baseUrl = "https://api.openai.com/v1";
        private @Nullable String organization;
        private @Nullable String project;
        private @Nullable String keyHeader;
        private Map<String, String> query = Map.of();
        private boolean modelInPath;
        private int embeddingsPerMinute = 20;
        private int questionsPerMinute = 60;
        private int picturesPerMinute = 5;
        private @Nullable Duration timeout;

        Draft(String key) {
            this.key = key;
        }

        Draft(Draft other) {
            this(other.key);
            name = other.name;
            baseUrl = other.baseUrl;
            organization = other.organization;
            project = other.project;
            keyHeader = other.keyHeader;
            query = other.query;
            modelInPath = other.modelInPath;
            embeddingsPerMinute = other.embeddingsPerMinute;
            questionsPerMinute = other.questionsPerMinute;
            picturesPerMinute = other.picturesPerMinute;
            timeout = other.timeout;
        }
    }

    /** OpenAI itself, with this key. */
    public static OpenAiSettings key(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the key of OpenAI is blank; a server that wants none takes any word");
        }
        return new OpenAiSettings(new Draft(key.strip()));
    }

    /**
     * Reads the environment of this process: {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}, {@code OPENAI_ORGANIZATION},
     * {@code OPENAI_PROJECT} and {@code MAX_EMBEDDING_CALLS_PER_MIN}.
     *
     * @return nothing where there is no key
     */
    public static Optional<OpenAiSettings> fromEnvironment() {
        return from(name -> Optional.ofNullable(System.getenv(name)));
    }

    /** Reads the same names from somewhere else, such as a plugin's {@code Contributions}; what is blank is not set. */
    public static Optional<OpenAiSettings> from(Function<String, Optional<String>> settings) {
        Function<String, Optional<String>> set =
                name -> settings.apply(name).map(String::strip).filter(value -> !value.isEmpty());
        return set.apply(KEY)
                .map(OpenAiSettings::key)
                .map(found -> found.with(draft -> {
                    set.apply(BASE_URL).ifPresent(url -> draft.baseUrl = checkedUrl(url));
                    set.apply(ORGANIZATION).ifPresent(id -> draft.organization = id);
                    set.apply(PROJECT).ifPresent(id -> draft.project = id);
                    set.apply(EMBEDDINGS_PER_MINUTE).ifPresent(calls -> draft.embeddingsPerMinute = number(calls));
                }));
    }

    private static int number(String calls) {
        try {
            return atLeastOne(Integer.parseInt(calls), EMBEDDINGS_PER_MINUTE);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(EMBEDDINGS_PER_MINUTE + " is a whole number, not '" + calls + "'", e);
        }
    }

    /** The same under another name than {@code openai}, in the ledger and in the names of limits. */
    public OpenAiSettings name(String name) {
        return with(draft -> draft.name = name);
    }

    /** The same at another address, with its version, such as {@code https://eu.api.openai.com/v1}. */
    public OpenAiSettings baseUrl(String url) {
        return with(draft -> draft.baseUrl = checkedUrl(url));
    }

    /** The same for this organization. */
    public OpenAiSettings organization(String id) {
        return with(draft -> draft.organization = id);
    }

    /** The same for this project. */
    public OpenAiSettings project(String id) {
        return with(draft -> draft.project = id);
    }

    /** The same with the key in a header of its own, such as {@code api-key}, and not as {@code Authorization: Bearer}. */
    public OpenAiSettings keyHeader(String header) {
        return with(draft -> draft.keyHeader = header);
    }

    /** The same with one more parameter in every address. */
    public OpenAiSettings query(String name, String value) {
        Map<String, String> more = new TreeMap<>(draft.query);
        more.put(name, value);
        return with(changed -> changed.query = Map.copyOf(more));
    }

    /** The same with the model in the address, below {@code deployments/}, as Azure's classic addresses have it. */
    public OpenAiSettings modelInPath() {
        return with(draft -> draft.modelInPath = true);
    }

    /**
     * The same on Azure by its classic addresses. Its newer ones, which end in {@code /openai/v1}, need only {@link #baseUrl}
     * and {@link #keyHeader}. A model is then the name of a deployment.
     *
     * @param resourceUrl such as {@code https://acme.openai.azure.com}
     * @param apiVersion such as {@code 2024-10-21}
     */
    public OpenAiSettings azure(String resourceUrl, String apiVersion) {
        return baseUrl(checkedUrl(resourceUrl) + "/openai")
                .keyHeader("api-key")
                .query("api-version", apiVersion)
                .modelInPath();
    }

    /** The same with so many embedding calls a minute, on all nodes together; 20 unless told. */
    public OpenAiSettings embeddingsPerMinute(int calls) {
        return with(draft -> draft.embeddingsPerMinute = atLeastOne(calls, "embeddingsPerMinute"));
    }

    /** The same with so many questions about pictures a minute, on all nodes together; 60 unless told. */
    public OpenAiSettings questionsPerMinute(int calls) {
        return with(draft -> draft.questionsPerMinute = atLeastOne(calls, "questionsPerMinute"));
    }

    /** The same with so many generations and edits a minute, on all nodes together; 5 unless told. */
    public OpenAiSettings picturesPerMinute(int calls) {
        return with(draft -> draft.picturesPerMinute = atLeastOne(calls, "picturesPerMinute"));
    }

    /**
     * The same with another time for each request. Unless told, an embedding has a minute, a question nearly three, and a
     * picture five: one that comes late is paid for all the same.
     */
    public OpenAiSettings timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a request needs some time, not " + timeout);
        }
        return with(draft -> draft.timeout = timeout);
    }

    String key() {
        return draft.key;
    }

    String name() {
        return draft.name;
    }

    String baseUrl() {
        return draft.baseUrl;
    }

    Optional<String> organization() {
        return Optional.ofNullable(draft.organization);
    }

    Optional<String> project() {
        return Optional.ofNullable(draft.project);
    }

    Optional<String> keyHeader() {
        return Optional.ofNullable(draft.keyHeader);
    }

    Map<String, String> query() {
        return draft.query;
    }

    boolean hasModelInPath() {
        return draft.modelInPath;
    }

    int embeddingsPerMinute() {
        return draft.embeddingsPerMinute;
    }

    int questionsPerMinute() {
        return draft.questionsPerMinute;
    }

    int picturesPerMinute() {
        return draft.picturesPerMinute;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(draft.timeout);
    }

    @Override
    public String toString() {
        return draft.name + " at " + draft.baseUrl;
    }

    private OpenAiSettings with(Consumer<Draft> change) {
        Draft copy = new Draft(draft);
        change.accept(copy);
        return new OpenAiSettings(copy);
    }

    private static int atLeastOne(int calls, String what) {
        if (calls < 1) {
            throw new IllegalArgumentException(what + " is at least 1, not " + calls);
        }
        return calls;
    }

    /** Refuses what could carry a secret, since the address is shown. */
    private static String checkedUrl(String url) {
        URI uri = URI.create(url.strip());
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("an address of OpenAI begins with https:// or http:// and a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "an address of OpenAI has no user, no query and no fragment; parameters are set with query(...)");
        }
        return uri.toString().replaceFirst("/+$", "");
    }
}
