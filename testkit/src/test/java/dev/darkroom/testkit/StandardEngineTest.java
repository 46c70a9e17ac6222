// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.codec.ImageEngine;

class StandardEngineTest extends ImageEngineContract {
    @Override
    protected ImageEngine newEngine() {
        return ImageEngine.standard();
    }
}
