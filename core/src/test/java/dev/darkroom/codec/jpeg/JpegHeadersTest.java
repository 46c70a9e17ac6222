// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JpegHeadersTest {
    private byte[] jpeg = {};

    @BeforeEach
    void write() throws IOException {
        jpeg = new JpegSamples().write(JpegSamples.picture(20, 20, BufferedImage.TYPE_INT_RGB));
    }

    @Test
    void findsTheFirstExif() throws IOException {
        byte[] later = JpegBytes.with(jpeg, Marker.APP1, text("Exif\0\0later"));

        byte[] both = JpegBytes.with(later, Marker.APP1, text("Exif\0\0first"));

        assertThat(open(both).exif()).hasValue(text("first"));
    }

    @Test
    void putsAProfileTogetherInOrder() throws IOException {
        byte[] first = JpegBytes.with(jpeg, Marker.APP2, text("ICC_PROFILE\0\1\2one "));

        byte[] both = JpegBytes.with(first, Marker.APP2, text("ICC_PROFILE\0\2\2two"));

        assertThat(open(both).profile()).hasValue(text("one two"));
        assertThat(open(first).profile()).isEmpty();
        assertThat(JpegDecoder.open(new ByteArrayInputStream(both), new JpegLimits(1, 6))
                        .profile())
                .isEmpty();
    }

    @Test
    void believesAdobeThatItIsRgb() throws IOException {
        byte[] adobe =
                JpegBytes.with(JpegBytes.without(jpeg, Marker.APP0), Marker.APP14, text("Adobe\0\144\0\0\0\0\0"));

        assertThat(open(adobe).frame().colour()).isEqualTo(JpegFrame.Colour.RGB);
        assertThat(open(JpegBytes.without(jpeg, Marker.APP0)).frame().colour()).isEqualTo(JpegFrame.Colour.YCBCR);
    }

    @Test
    void namesACodingThatItCannotRead() throws IOException {
        jpeg[JpegBytes.indexOf(jpeg, Marker.SOF0) + 1] = (byte) 0xC3;

        assertThat(open(jpeg).frame().process()).isEqualTo(JpegFrame.CodingProcess.LOSSLESS);
        assertThat(open(jpeg).isReadable()).isFalse();
    }

    @Test
    void passesOverFillBytesAndRubbishBetweenSegments() throws IOException {
        byte[] filled = new byte[jpeg.length + 4];
        System.arraycopy(jpeg, 0, filled, 0, 2);
        filled[2] = 1;
        filled[3] = 2;
        filled[4] = (byte) 0xFF;
        filled[5] = (byte) 0xFF;
        System.arraycopy(jpeg, 2, filled, 6, jpeg.length - 2);

        assertThat(open(filled).frame().width()).isEqualTo(20);
    }

    private static JpegDecoder open(byte[] bytes) throws IOException {
        return JpegDecoder.open(new ByteArrayInputStream(bytes), JpegLimits.USUAL);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
