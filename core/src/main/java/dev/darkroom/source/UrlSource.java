// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.util.Set;

/** Fetches from the web. What the server says of the type is not looked at: the bytes decide. */
final class UrlSource implements ImageSource {
    private static final Set<Integer> NOT_FOR_US = Set.of(401, 402, 403, 407, 451);

    private final GuardedHttp http;

    UrlSource(GuardedHttp http) {
        this.http = http;
    }

    @Override
    public String name() {
        return ImageRef.URL;
    }

    @Override
    public ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(ref.location())
                .header("Accept", "image/*,*/*;q=0.5")
                .maxReply(maxBytes);
        try {
            return http.download(call);
        } catch (HttpFailure e) {
            if (e.retryable()) {
                throw e;
            }
            throw new ImageRejectedException(reason(e), String.valueOf(e.getMessage()), e);
        }
    }

    private static Reason reason(HttpFailure failure) {
        return switch (failure.kind()) {
            case TOO_LARGE -> Reason.TOO_LARGE;
            case REFUSED -> NOT_FOR_US.contains(failure.status().orElse(0)) ? Reason.FORBIDDEN : Reason.MISSING;
            default -> Reason.FORBIDDEN;
        };
    }
}
