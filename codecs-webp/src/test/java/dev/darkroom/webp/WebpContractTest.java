// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.ImageCodec;
import dev.darkroom.testkit.ImageCodecContract;

class WebpContractTest extends ImageCodecContract {
    @Override
    protected ImageCodec newCodec() {
        return new WebpCodec();
    }
}
