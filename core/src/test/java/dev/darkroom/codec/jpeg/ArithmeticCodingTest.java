// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticCodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"arithmetic.jpg", "arithmetic-plane-by-plane.jpg", "arithmetic-progressive.jpg"})
    void givesTheSamePlanesAsHuffmanCoding(String name) throws IOException {
        for (int side : JpegDecoder.SIDES) {
            DecodedPlanes expected = DecodedPlanes.of(bytes("huffman.jpg"), side);
            DecodedPlanes decoded = DecodedPlanes.of(bytes(name), side);

            for (int plane = 0; plane < 3; plane++) {
                assertThat(decoded.samples(plane)).isEqualTo(expected.samples(plane));
            }
        }
        JpegDecoderTest.assertColoursSmaller(bytes(name), 4, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arithmetic.jpg", "arithmetic-plane-by-plane.jpg", "arithmetic-progressive.jpg"})
    void rejectsAFileThatWasCutOff(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = whole.length - 3; length > 0; length -= 11) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> DecodedPlanes.of(part, 8)).isInstanceOf(JpegException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arithmetic.jpg", "arithmetic-plane-by-plane.jpg", "arithmetic-progressive.jpg"})
    void bentBytesEndInAPictureOrARejection(String name) throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] bent = bytes(name);
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            try {
                DecodedPlanes.of(bent, 1 << random.nextInt(4));
            } catch (JpegException expected) {
                assertThat(expected).hasMessageStartingWith("The ");
            }
        }
    }

    @Test
    void aDamagedOneIsNotCalledUnreadable() throws IOException {
        ImageContent part = ImageContent.of(Arrays.copyOf(bytes("arithmetic.jpg"), 1_200));

        assertThatThrownBy(() -> ImageEngine.standard().render(part, RenderRequest.sample(20)))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(ImageRejectedException.Reason.BROKEN));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ArithmeticCodingTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
