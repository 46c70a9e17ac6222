// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.source.ImageSource;
import java.io.IOException;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job's picture during one run: fetched once, read once, decoded once, whoever asks first.
 *
 * <p>A picture that could not be fetched is not asked for again in the same run: each step that needs it fails alike.
 */
final class Picture implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Picture.class);

    private final Workshop shop;
    private final PixelBudget budget;
    private final ImageRef ref;
    private final RenderRequest planned;

    // Guarded by this object's monitor.
    private @Nullable ImageContent content;
    private @Nullable Throwable fetchFailure;
    private @Nullable ImageInfo info;
    private @Nullable Rendered rendered;
    private RenderRequest covered = RenderRequest.nothing();

    Picture(Workshop shop, PixelBudget budget, ImageRef ref, RenderRequest planned) {
        this.shop = shop;
        this.budget = budget;
        this.ref = ref;
        this.planned = planned;
    }

    synchronized boolean isFetched() {
        return content != null || fetchFailure != null;
    }

    synchronized ImageContent content() throws IOException, InterruptedException {
        rethrowFailure();
        if (content == null) {
            try {
                content = source().fetch(ref, shop.settings().maxSourceBytes());
            } catch (IOException | RuntimeException | Error e) {
                fetchFailure = e;
                throw e;
            }
        }
        return content;
    }

    private void rethrowFailure() throws IOException {
        if (fetchFailure instanceof IOException e) {
            throw e;
        }
        if (fetchFailure instanceof RuntimeException e) {
            throw e;
        }
        if (fetchFailure instanceof Error e) {
            throw e;
        }
    }

    /** Notes that it could not be fetched in time. */
    synchronized void giveUp(String reason) {
        fetchFailure = new IOException(reason);
    }

    private ImageSource source() {
        ImageSource source = shop.sources().get(ref.source());
        if (source == null) {
            throw new ImageRejectedException(
                    ImageRejectedException.Reason.MISSING,
                    "there is no source named '" + ref.source() + "'; known are "
                            + shop.sources().keySet());
        }
        return source;
    }

    synchronized ImageInfo info() throws IOException, InterruptedException {
        if (info == null) {
            info = shop.images().inspect(content());
        }
        return info;
    }

    /** Renders all that the job's steps are known to want at the first call, and only what is missing later. */
    synchronized Rendered rendered(RenderRequest wants) throws IOException, InterruptedException {
        if (rendered == null || !covers(wants)) {
            RenderRequest request = rendered == null ? planned.and(wants) : covered.and(wants);
            rendered = render(request);
            covered = request;
        }
        return rendered;
    }

    /** Renders, and keeps nothing of it. */
    Rendered render(RenderRequest request) throws IOException, InterruptedException {
        int permits = budget.take(info().pixels());
        try {
            return shop.images().render(content(), request);
        } finally {
            budget.giveBack(permits);
        }
    }

    private boolean covers(RenderRequest wants) {
        return covered.sample() >= wants.sample() && new HashSet<>(covered.variants()).containsAll(wants.variants());
    }

    @Override
    public synchronized void close() {
        if (content == null) {
            return;
        }
        try {
            content.close();
        } catch (IOException | RuntimeException e) {
            log.warn("the temporary copy of {} could not be deleted", ref.source(), e);
        }
        content = null;
        rendered = null;
        covered = RenderRequest.nothing();
    }
}
