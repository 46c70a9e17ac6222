// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/*
 * What OkHttp could do by itself and is kept from, and why:
 * - proxies of the environment or the JVM: they would connect to addresses that nobody checked;
 * - repeating a request: only the engine knows whether a call may be billed twice. OkHttp repeats after a lost
 *   connection (a setting) and after "503, Retry-After: 0" (no setting, hence the interceptor);
 * - redirects: followed by hand in Hops;
 * - HTTP/2: one connection would serve several hosts, and a lost stream can't be told from a lost request. Pictures and
 *   paid calls are long; they gain little from sharing a connection.
 * - cookies, cache, credentials: none unless configured, and none is.
 * A pooled connection is used again only for the same host, port and rules, on the address that was checked for it.
 */
/**
 * The HTTP client of sources and providers: guarded, limited, and honest about what may have been billed.
 *
 * <p>It calls only addresses of the public internet, on the usual ports, whatever a name resolves to and wherever a
 * redirect leads, unless the host application allowed more. Every call has a limit on its time and on the bytes of its
 * reply. It uses no proxy, sends nothing twice, keeps no cookies, and trusts the certificates that the JVM trusts.
 *
 * <pre>{@code
 * try (GuardedHttp http = GuardedHttp.builder().allowHost("media.internal", 9000).build()) {
 *     HttpReply reply = http.send(HttpCall.get("http://media.internal:9000/cat.jpg")).requireSuccess();
 * }
 * }</pre>
 *
 * <p>Threads may share it, and should: it keeps connections. A call blocks its thread and stops when that is
 * interrupted.
 */
public final class GuardedHttp implements AutoCloseable {
    private final OkHttpClient client;
    private final ExecutorService threads;
    private final Hops hops;
    private final InMemoryReader replies;
    private final DownloadReader downloads;
    private final FetchReader fetches;
    private final Duration timeout;

    private GuardedHttp(Builder settings) {
        GuardRules rules = settings.rules();
        client = settings.client(rules);
        threads = Executors.newCachedThreadPool(new Threads());
        hops = new Hops(client, new UrlRules(rules), settings.maxRedirects);
        replies = new InMemoryReader(new RetryAfter(settings.maxRetryAfter), settings.clock);
        downloads = new DownloadReader(replies, settings.temporaryFolder);
        fetches = new FetchReader(replies, downloads);
        timeout = settings.timeout;
    }

    /** Makes a client with the standard limits, for the public internet alone. */
    public static GuardedHttp standard() {
        return builder().build();
    }

    /** Starts a client with other limits. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Sends a call and returns the reply, whatever its status.
     *
     * @throws HttpFailure if there is no reply, or one that passes a limit
     */
    public HttpReply send(HttpCall call) throws HttpFailure, InterruptedException {
        return run(call, replies);
    }

    /**
     * Sends a call and returns the body of a good reply; a long one lies in a temporary file, which goes away when the
     * caller closes the content.
     *
     * @throws HttpFailure if there is no reply, one that passes a limit, or one with a bad status
     */
    public ImageContent download(HttpCall call) throws HttpFailure, InterruptedException {
        return run(call, downloads);
    }

    /**
     * Sends a call and returns its reply, whatever its status; the body of a good one is a content, as in
     * {@link #download}. For services that say something about a picture beside it.
     *
     * @throws HttpFailure if there is no reply, or one that passes a limit
     */
    public Download fetch(HttpCall call) throws HttpFailure, InterruptedException {
        return run(call, fetches);
    }

    /** Ends the calls that are under way, the connections and the threads. */
    @Override
    public void close() {
        threads.shutdown();
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    private <T> T run(HttpCall call, ReplyReader<T> reader) throws HttpFailure, InterruptedException {
        Exchange<T> exchange = new Exchange<>(call, hops, reader);
        try {
            threads.execute(exchange);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("this HTTP client is closed", e);
        }
        return exchange.await(call.timeout().orElse(timeout));
    }

    private static final class Threads implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "darkroom-http-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }

    /** Collects what differs from the standard limits; used once, by one thread. */
    public static final class Builder {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,}]?");

        private boolean privateNetworks;
        private boolean plainHttp = true;
        private Set<Integer> ports = Set.of(80, 443);
        private final Map<String, Set<Integer>> hosts = new HashMap<>();
        private int maxRedirects = 5;
        private Duration timeout = Duration.ofMinutes(1);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration maxRetryAfter = Duration.ofHours(1);
        private InstantSource clock = InstantSource.system();
        private @Nullable Path temporaryFolder;
        private Resolver resolver = InetAddress::getAllByName;
        private @Nullable SSLSocketFactory sslSockets;
        private @Nullable X509TrustManager trust;

        private Builder() {}

        /** Allows this host to be in a private network, on the usual ports and on these. */
        public Builder allowHost(String host, int... ports) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "a host is a name or an address without scheme, port and path, not '" + host + "'");
            }
            Set<Integer> more = hosts.computeIfAbsent(GuardRules.plain(host), name -> new HashSet<>());
            for (int port : ports) {
                more.add(checkedPort(port));
            }
            return this;
        }

        /** Allows every address: right where no URL comes from outside, and nowhere else. */
        public Builder allowPrivateNetworks() {
            privateNetworks = true;
            return this;
        }

        /** Allows these ports in place of 80 and 443. */
        public Builder allowPorts(int first, int... others) {
            Set<Integer> allowed = new HashSet<>(Set.of(checkedPort(first)));
            for (int port : others) {
                allowed.add(checkedPort(port));
            }
            ports = allowed;
            return this;
        }

        /** Allows every port. */
        public Builder allowAnyPort() {
            ports = Set.of();
            return this;
        }

        /** Refuses plain http, for calls that carry keys. */
        public Builder httpsOnly() {
            plainHttp = false;
            return this;
        }

        /** Limits the redirects of one call; 5 unless told. */
        public Builder maxRedirects(int redirects) {
            if (redirects < 0) {
                throw new IllegalArgumentException("there are 0 or more redirects, not " + redirects);
            }
            maxRedirects = redirects;
            return this;
        }

        /** Limits the time of a call, from the name service to the last byte; a minute unless told or the call says so. */
        public Builder timeout(Duration timeout) {
            this.timeout = checked(timeout);
            return this;
        }

        /** Limits the time to connect to one address; 10 seconds unless told. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = checked(timeout);
            return this;
        }

        /** Cuts longer waits that servers ask for; an hour unless told. */
        public Builder maxRetryAfter(Duration wait) {
            this.maxRetryAfter = checked(wait);
            return this;
        }

        /** Tells the time that a {@code Retry-After} date is compared with. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Puts long downloads into this folder rather than the JVM's own for temporary files. */
        public Builder temporaryFolder(Path folder) {
            this.temporaryFolder = folder;
            return this;
        }

        /** Resolves names otherwise; for tests. */
        Builder resolver(Resolver resolver) {
            this.resolver = resolver;
            return this;
        }

        /** Trusts the certificates of a test's own authority. */
        Builder trusting(SSLSocketFactory sockets, X509TrustManager authority) {
            this.sslSockets = sockets;
            this.trust = authority;
            return this;
        }

        /** Returns the client. */
        public GuardedHttp build() {
            return new GuardedHttp(this);
        }

        private GuardRules rules() {
            return new GuardRules(privateNetworks, plainHttp, ports, hosts);
        }

        private OkHttpClient client(GuardRules rules) {
            OkHttpClient.Builder client = new OkHttpClient.Builder()
                    .proxy(Proxy.NO_PROXY)
                    .dns(new GuardedDns(resolver, rules))
                    .socketFactory(new GuardedSockets(rules))
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .retryOnConnectionFailure(false)
                    .connectTimeout(connectTimeout)
                    // The limit of the whole call stands in for the ones of single reads and writes.
                    .readTimeout(Duration.ZERO)
                    .writeTimeout(Duration.ZERO)
                    // Short, because a connection that the server has just closed makes a paid call ambiguous.
                    .connectionPool(new ConnectionPool(5, 20, TimeUnit.SECONDS))
                    .eventListenerFactory(call -> listener(call.request().tag(EventListener.class)))
                    .addNetworkInterceptor(new NoSilentRepeat());
            if (sslSockets != null && trust != null) {
                client.sslSocketFactory(sslSockets, trust);
            }
            return client.build();
        }

        private static EventListener listener(@Nullable EventListener ofCall) {
            return ofCall == null ? EventListener.NONE : ofCall;
        }

        private static int checkedPort(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
            }
            return port;
        }

        private static Duration checked(Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("a limit of time is longer than nothing, not " + duration);
            }
            return duration;
        }
    }

    /** Writes a zero in a way that OkHttp doesn't take for leave to send the request again by itself. */
    private static final class NoSilentRepeat implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Response response = chain.proceed(chain.request());
            String wait = response.header("Retry-After");
            boolean zero = wait != null && wait.strip().matches("0+");
            return zero ? response.newBuilder().header("Retry-After", "0.0").build() : response;
        }
    }
}
