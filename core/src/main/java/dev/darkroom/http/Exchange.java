// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.http.HttpFailure.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/*
 * One call, on a thread of its own while the caller waits. The caller's thread never blocks in a socket or in a name
 * service, where an interrupt or a deadline would not reach it. Whoever completes the result first, decides: a reply
 * that comes after its caller gave up is discarded by the thread that brought it.
 */
/** A call on its way. */
final class Exchange<T> extends EventListener implements Runnable {
    private final HttpCall call;
    private final Hops hops;
    private final ReplyReader<T> reader;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    // Written by the thread of the call, read by the caller's when it gives up.
    private volatile @Nullable Call current;
    private volatile boolean sent;
    private volatile boolean abandoned;

    Exchange(HttpCall call, Hops hops, ReplyReader<T> reader) {
        this.call = call;
        this.hops = hops;
        this.reader = reader;
    }

    @Override
    public void run() {
        try {
            T value = hops.follow(call, this, reader);
            if (!result.complete(value)) {
                reader.discard(value);
            }
        } catch (IOException e) {
            result.completeExceptionally(sorted(e));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            current = null;
        }
    }

    /** Waits for the reply; gives up after the time or on an interrupt, and takes the call down with it. */
    T await(Duration timeout) throws HttpFailure, InterruptedException {
        try {
            return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            HttpFailure late = noReply("brought no whole reply within " + timeout.toMillis() + " ms");
            abandon(late);
            throw late;
        } catch (InterruptedException e) {
            abandon(e);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** Remembers that the request is no longer only here. */
    @Override
    public void requestHeadersStart(Call started) {
        sent = true;
    }

    /** Runs one request of the call, unless its caller has given up. */
    Response execute(Call next) throws IOException {
        current = next;
        if (abandoned) {
            throw new IOException("given up");
        }
        return next.execute();
    }

    private void abandon(Exception why) {
        abandoned = true;
        Call running = current;
        if (running != null) {
            running.cancel();
        }
        if (!result.completeExceptionally(why) && !result.isCompletedExceptionally()) {
            reader.discard(result.join());
        }
    }

    private static HttpFailure failure(@Nullable Throwable cause) {
        if (cause instanceof HttpFailure failure) {
            return failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        // The message of a foreign exception may hold what was sent, so only its kind is told.
        throw new IllegalStateException("the HTTP client broke: "
                + (cause == null ? "no cause" : cause.getClass().getName()));
    }

    private HttpFailure sorted(IOException e) {
        if (e instanceof HttpFailure failure) {
            return failure;
        }
        if (e instanceof TooLongException) {
            return new HttpFailure(
                    call.repeatable() ? Kind.TOO_LARGE : Kind.MAYBE_DONE, call + ": the reply " + e.getMessage());
        }
        FileSystemException kept = find(e, FileSystemException.class);
        if (kept != null) {
            // Asking again is what helps once there is room, and a call that can't be repeated was carried out.
            return new HttpFailure(
                    call.repeatable() ? Kind.TRY_LATER : Kind.MAYBE_DONE,
                    call + ": the reply could not be kept on this machine's disk: " + reason(kept));
        }
        BlockedException blocked = find(e, BlockedException.class);
        if (blocked != null) {
            return new HttpFailure(Kind.BLOCKED, call + " is not allowed: " + blocked.getMessage());
        }
        if (distrusted(e)) {
            return new HttpFailure(Kind.BLOCKED, call + ": the server's certificate is not trusted");
        }
        return noReply(sent ? "broke off: " + named(e) : "could not be sent: " + named(e));
    }

    private static String reason(FileSystemException e) {
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private HttpFailure noReply(String what) {
        return new HttpFailure(kindWithoutReply(), call + " " + what);
    }

    private Kind kindWithoutReply() {
        if (!sent) {
            return Kind.NOT_SENT;
        }
        return call.repeatable() ? Kind.TRY_LATER : Kind.MAYBE_DONE;
    }

    private static String named(IOException e) {
        return e instanceof SSLException ? "SSLException" : e.getClass().getSimpleName();
    }

    private static boolean distrusted(IOException e) {
        return find(e, SSLPeerUnverifiedException.class) != null || find(e, CertificateException.class) != null;
    }

    private static <E extends Throwable> @Nullable E find(Throwable thrown, Class<E> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
