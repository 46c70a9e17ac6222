// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.ImageCodec;
import dev.darkroom.testkit.ImageCodecContract;

class AvifContractTest extends ImageCodecContract {
    @Override
    protected ImageCodec newCodec() {
        return new AvifCodec();
    }
}
