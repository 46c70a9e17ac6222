// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Isolation;

class IsolatedEngineTest extends ImageEngineContract {
    @Override
    protected ImageEngine newEngine() {
        return ImageEngine.isolated(Isolation.builder().children(1).build());
    }
}
