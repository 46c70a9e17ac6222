// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import java.io.IOException;

/**
 * Fetches pictures from one kind of place.
 *
 * <p>What an implementation promises, and {@code ImageSourceContract} in the testkit checks: fetching has no side
 * effect and can be repeated; a picture comes whole or not at all; one of more than {@code maxBytes} is refused without
 * being held in memory. {@link dev.darkroom.image.ImageRejectedException} means that trying again would end the same
 * way (nothing there, not allowed, too large), {@link IOException} that it may work later. Safe to share between
 * threads; may block; stops soon when its thread is interrupted.
 */
public interface ImageSource {

    /** Returns the name that {@link ImageRef#source()} uses for this source. */
    String name();

    /** Fetches all bytes of a picture; the caller closes them. */
    ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException;
}
