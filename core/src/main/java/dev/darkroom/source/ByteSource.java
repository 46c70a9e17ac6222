// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;

/** Asks the host application. */
final class ByteSource implements ImageSource {
    private final String name;
    private final ByteLookup lookup;

    ByteSource(String name, ByteLookup lookup) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a source needs a name");
        }
        this.name = name;
        this.lookup = lookup;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException {
        byte[] bytes = find(ref);
        Sizes.check(ref.toString(), bytes.length, maxBytes);
        return ImageContent.of(bytes);
    }

    private byte[] find(ImageRef ref) throws IOException, InterruptedException {
        try {
            return lookup.find(ref.location())
                    .orElseThrow(() -> new ImageRejectedException(Reason.MISSING, "nothing at " + ref))
                    // The host may go on to change its array; nobody may change ours.
                    .clone();
        } catch (RuntimeException | IOException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("looking up " + ref + " failed", e);
        }
    }
}
