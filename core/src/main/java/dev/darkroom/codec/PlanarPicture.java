// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;

/** A picture, as stored, whose rows can pass by once. */
interface PlanarPicture {

    Channels channels();

    /** Returns how many channels a colour profile of this picture must have. */
    int profileChannels();

    int width(int plane);

    int height(int plane);

    /** Returns how many pixels of the picture lie along one sample of a plane. */
    double pixelsAcross(int plane);

    /** Returns how many pixels of the picture lie down one sample of a plane. */
    double pixelsDown(int plane);

    /** Whether its pixels lie in memory, so that it passes again without being decoded. */
    default boolean isDecoded() {
        return false;
    }

    /** Has all rows pass, each plane's from the top. */
    void pass(PlaneSink sink) throws IOException;
}
