// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    private static final ImageInfo INFO = new ImageInfo(ImageFormat.JPEG, 20, 10, 1, false);

    @Test
    void anAnswerArrivesAsItWasSent() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        new Line(InputStream.nullInputStream(), sent).send(Answer.class, new Answer.Told(INFO));

        assertThat(received(sent.toByteArray()).info()).isEqualTo(INFO);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "-1, -1", "65536, 65536", "1241578496, 1946157056", "2, 2"})
    void pixelsThatCanNotBeAreNotUnderstood(int width, int height) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Pixels pixels = new Pixels(1, 1, new int[1]);
        new Line(InputStream.nullInputStream(), sent)
                .send(Answer.class, new Answer.Made(new Rendered(INFO, List.of(), Optional.of(pixels)), Set.of()));
        byte[] made = sent.toByteArray();
        // The answer ends with both sides, the pixel, the mark behind an optional value, and that behind no formats.
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(made, 0, made.length - 14);
        new DataOutputStream(changed).writeInt(width);
        new DataOutputStream(changed).writeInt(height);
        changed.write(made, made.length - 6, 6);

        assertThatThrownBy(() -> received(changed.toByteArray())).isInstanceOf(IOException.class);
    }

    private static Answer received(byte[] sent) throws IOException {
        return new Line(new ByteArrayInputStream(sent), OutputStream.nullOutputStream()).receive(Answer.class);
    }
}
