// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.image.ImageRef;
import dev.darkroom.source.ImageSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

class ByteSourceTest extends ImageSourceContract {
    private final Map<String, byte[]> rows = new ConcurrentHashMap<>();
    private final ImageSource source = ImageSource.bytes("photos", id -> Optional.ofNullable(rows.get(id)));

    @Override
    protected ImageSource source() {
        return source;
    }

    @Override
    protected ImageRef place(byte[] bytes) {
        rows.put("42", bytes);
        return ImageRef.of("photos", "42");
    }

    @Override
    protected ImageRef missing() {
        return ImageRef.of("photos", "43");
    }
}
