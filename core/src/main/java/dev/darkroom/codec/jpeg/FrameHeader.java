// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

/** The segment that describes the picture (ITU-T T.81, B.2.2). What its colours are, other segments say. */
record FrameHeader(
        JpegFrame.CodingProcess process, int precision, int width, int height, List<JpegComponent> components) {

    static FrameHeader read(int marker, Segment segment) throws JpegException {
        int precision = segment.number8();
        int height = segment.number16();
        int width = segment.number16();
        int count = segment.number8();
        if (width == 0 || count == 0 || segment.remaining() != 3 * count) {
            throw JpegException.broken("The JPEG file is broken: the description of its picture makes no sense.");
        }
        List<JpegComponent> components = new ArrayList<>();
        for (int plane = 0; plane < count; plane++) {
            components.add(component(segment));
        }
        return new FrameHeader(JpegFrame.CodingProcess.of(marker), precision, width, height, components);
    }

    JpegFrame in(JpegFrame.Colour colour) {
        return new JpegFrame(process, precision, width, height, components, colour);
    }

    private static JpegComponent component(Segment segment) throws JpegException {
        int id = segment.number8();
        int sampling = segment.number8();
        int quantisation = segment.number8();
        int horizontal = sampling >> 4;
        int vertical = sampling & 15;
        if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4 || quantisation > 3) {
            throw JpegException.broken("The JPEG file is broken: the description of its planes makes no sense.");
        }
        return new JpegComponent(id, horizontal, vertical, quantisation);
    }
}
