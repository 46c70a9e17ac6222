// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to get at one Dropbox: its tokens, and where its servers are. Its text shows no secret.
 *
 * <pre>{@code
 * DropboxSettings.refreshToken(refreshToken, appKey).appSecret(appSecret);
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class DropboxSettings {
    static final String WHAT_IS_NEEDED =
            "DROPBOX_ACCESS_TOKEN is not set, nor are DROPBOX_REFRESH_TOKEN and DROPBOX_APP_KEY together";

    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7E]+");

    private final Draft draft;

    private DropboxSettings(Draft draft) {
        this.draft = draft;
    }

    /** What was set; changed only between a copy's making and its first use. */
    private static final class Draft {
        private @Nullable String accessToken;
        private @Nullable String refreshToken;
        private @Nullable String appKey;
        private @Nullable String appSecret;
        private @Nullable String member;
        private @Nullable String rootNamespace;
        private Duration downloadTimeout = Duration.ofMinutes(10);
        private String api = "https://api.dropboxapi.com";
        private String content = "https://content.dropboxapi.com";
        private String notify = "https://notify.dropboxapi.com";

        Draft() {}

        Draft(Draft other) {
            accessToken = other.accessToken;
            refreshToken = other.refreshToken;
            appKey = other.appKey;
            appSecret = other.appSecret;
            member = other.member;
            rootNamespace = other.rootNamespace;
            downloadTimeout = other.downloadTimeout;
            api = other.api;
            content = other.content;
            notify = other.notify;
        }
    }

    /** Uses an access token that somebody made; Dropbox's own live four hours. */
    public static DropboxSettings accessToken(String token) {
        Draft draft = new Draft();
        draft.accessToken = sendable("access token", token);
        return new DropboxSettings(draft);
    }

    /** Uses a refresh token of an app, which lasts until it is revoked and brings access tokens. */
    public static DropboxSettings refreshToken(String token, String appKey) {
        Draft draft = new Draft();
        draft.refreshToken = sendable("refresh token", token);
        draft.appKey = sendable("app key", appKey);
        return new DropboxSettings(draft);
    }

    /**
     * Reads settings by the names of environment variables: {@code DROPBOX_REFRESH_TOKEN} with {@code DROPBOX_APP_KEY} and
     * perhaps {@code DROPBOX_APP_SECRET}, or else {@code DROPBOX_ACCESS_TOKEN}; and if they are there
     * {@code DROPBOX_API_URL}, {@code DROPBOX_CONTENT_URL} and {@code DROPBOX_NOTIFY_URL} for a server in between,
     * {@code DROPBOX_SELECT_USER} for the team member that a team's token acts as, and {@code DROPBOX_PATH_ROOT} for the
     * number of the namespace that paths begin in. Blank counts as not set.
     *
     * @return the settings, or nothing if there is no token
     */
    public static Optional<DropboxSettings> from(Map<String, String> environment) {
        return read(name -> Optional.ofNullable(environment.get(name)));
    }

    static Optional<DropboxSettings> read(Function<String, Optional<String>> environment) {
        Function<String, Optional<String>> set = name ->
                environment.apply(name).filter(value -> !value.isBlank()).map(String::strip);
        return tokens(set)
                .map(tokens -> tokens.with(draft -> {
                    set.apply("DROPBOX_APP_SECRET")
                            .ifPresent(secret -> draft.appSecret = sendable("app secret", secret));
                    set.apply("DROPBOX_SELECT_USER").ifPresent(id -> draft.member = sendable("team member", id));
                    set.apply("DROPBOX_PATH_ROOT").ifPresent(id -> draft.rootNamespace = sendable("path root", id));
                    set.apply("DROPBOX_API_URL").ifPresent(url -> draft.api = base(url));
                    set.apply("DROPBOX_CONTENT_URL").ifPresent(url -> draft.content = base(url));
                    set.apply("DROPBOX_NOTIFY_URL").ifPresent(url -> draft.notify = base(url));
                }));
    }

    private static Optional<DropboxSettings> tokens(Function<String, Optional<String>> set) {
        Optional<String> refresh = set.apply("DROPBOX_REFRESH_TOKEN");
        Optional<String> key = set.apply("DROPBOX_APP_KEY");
        return refresh.isPresent() && key.isPresent()
                ? Optional.of(refreshToken(refresh.get(), key.get()))
                : set.apply("DROPBOX_ACCESS_TOKEN").map(DropboxSettings::accessToken);
    }

    /** The same with the secret of the app, which an app without PKCE needs for new tokens, and any for webhooks. */
    public DropboxSettings appSecret(String secret) {
        return with(draft -> draft.appSecret = sendable("app secret", secret));
    }

    /** The same with servers elsewhere: for tests, and for a server in between. */
    public DropboxSettings servers(String api, String content, String notify) {
        return with(draft -> {
            draft.api = base(api);
            draft.content = base(content);
            draft.notify = base(notify);
        });
    }

    /** The same with the member of a team that a team's token acts as, {@code dbmid:…}. */
    public DropboxSettings member(String id) {
        return with(draft -> draft.member = sendable("team member", id));
    }

    /** The same with paths that begin in this namespace, such as the space of a team. */
    public DropboxSettings rootNamespace(String id) {
        return with(draft -> draft.rootNamespace = sendable("path root", id));
    }

    /** The same with a limit on the time that fetching one file takes: ten minutes unless told. */
    public DropboxSettings downloadTimeout(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a file takes some time to come, not " + time);
        }
        return with(draft -> draft.downloadTimeout = time);
    }

    Duration downloadTimeout() {
        return draft.downloadTimeout;
    }

    Optional<String> accessToken() {
        return Optional.ofNullable(draft.accessToken);
    }

    Optional<String> refreshToken() {
        return Optional.ofNullable(draft.refreshToken);
    }

    Optional<String> appKey() {
        return Optional.ofNullable(draft.appKey);
    }

    Optional<String> appSecret() {
        return Optional.ofNullable(draft.appSecret);
    }

    Optional<String> member() {
        return Optional.ofNullable(draft.member);
    }

    Optional<String> rootNamespace() {
        return Optional.ofNullable(draft.rootNamespace);
    }

    String api() {
        return draft.api;
    }

    String content() {
        return draft.content;
    }

    String notifying() {
        return draft.notify;
    }

    @Override
    public String toString() {
        return "Dropbox at " + draft.api + " with "
                + (draft.refreshToken == null ? "an access token" : "a refresh token");
    }

    private DropboxSettings with(Consumer<Draft> change) {
        Draft copy = new Draft(draft);
        change.accept(copy);
        return new DropboxSettings(copy);
    }

    private static String sendable(String what, String text) {
        String bare = text.strip();
        if (!isSendable(bare)) {
            // It may be a secret, so it is not shown.
            throw new IllegalArgumentException(
                    "the " + what + " of Dropbox is blank, or has a space or a character that can't be sent");
        }
        return bare;
    }

    static boolean isSendable(String text) {
        return SENDABLE.matcher(text).matches();
    }

    private static String base(String url) {
        URI uri = parsed(url.strip());
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!plain || !web || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address of a Dropbox server is https://HOST, perhaps with a port and a path, and nothing more");
        }
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            // Its message and cause would show the address, in which somebody may have put a password.
            return URI.create("none");
        }
    }
}
