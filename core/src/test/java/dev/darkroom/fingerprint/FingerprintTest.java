// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.Scenes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final int PICTURES = 40;

    @Test
    void copiesInOtherSizesAndFilesAreFound() throws IOException {
        for (int seed = 0; seed < PICTURES; seed++) {
            Pixels picture = Scenes.photo(seed, 320, 240);
            Fingerprint.Print print = Waves.print(picture);

            assertThat(print.distance(Waves.print(picture.atMost(80)))).isLessThanOrEqualTo(6);
            assertThat(print.distance(Waves.print(picture.scaledTo(300, 200)))).isLessThanOrEqualTo(6);
            assertThat(print.distance(Waves.print(compressed(picture, 0.25f)))).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void brighterAndDarkerCopiesAreFound() {
        for (int seed = 0; seed < PICTURES; seed++) {
            Pixels picture = Scenes.photo(seed, 320, 240);
            Fingerprint.Print print = Waves.print(picture);

            assertThat(print.isSimilar(Waves.print(changed(picture, v -> Math.min(255, v * 115 / 100 + 20)))))
                    .isTrue();
            assertThat(print.isSimilar(Waves.print(changed(picture, v -> v * 7 / 10))))
                    .isTrue();
        }
    }

    @Test
    void copiesWithACutEdgeAreFound() {
        int found = 0;
        for (int seed = 0; seed < PICTURES; seed++) {
            Pixels picture = Scenes.photo(seed, 320, 240);
            Fingerprint.Print print = Waves.print(picture);
            for (Pixels cut : List.of(
                    Scenes.part(picture, 0, 0, 0.95, 1),
                    Scenes.part(picture, 0.05, 0.05, 1, 1),
                    Scenes.part(picture, 0.025, 0.025, 0.975, 0.975))) {
                found += print.isSimilar(Waves.print(cut)) ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(3 * PICTURES * 99 / 100);
    }

    @Test
    void differentPicturesAreNotTakenForCopies() {
        List<Fingerprint.Print> prints = new ArrayList<>();
        for (int seed = 0; seed < 3 * PICTURES; seed++) {
            prints.add(Waves.print(Scenes.photo(seed, 160, 120)));
        }
        for (int one = 0; one < prints.size(); one++) {
            for (int other = 0; other < one; other++) {
                assertThat(prints.get(one).isSimilar(prints.get(other)))
                        .as("pictures %d and %d", one, other)
                        .isFalse();
            }
        }
    }

    @Test
    void mirroredAndTurnedPicturesAreOthers() {
        for (int seed = 0; seed < PICTURES; seed++) {
            Pixels picture = Scenes.photo(seed, 160, 160);
            Fingerprint.Print print = Waves.print(picture);

            assertThat(print.isSimilar(Waves.print(moved(picture, i -> i / 160 * 160 + 159 - i % 160))))
                    .isFalse();
            assertThat(print.isSimilar(Waves.print(moved(picture, i -> 160 * 160 - 1 - i))))
                    .isFalse();
        }
    }

    @Test
    void aPictureOfOneColourHasNoBits() {
        assertThat(Waves.print(new Pixels(1, 1, new int[] {0xFF808080})).bits()).isZero();
        assertThat(Waves.print(new Pixels(3, 1, new int[3])).bits()).isZero();
    }

    @Test
    void aPrintIsSixteenDigits() {
        Fingerprint.Print print = Waves.print(Scenes.photo(5, 64, 48));

        assertThat(new Fingerprint.Print(print.hex()).distance(print)).isZero();
        assertThat(new Fingerprint.Print("ffffffffffffffff").distance(new Fingerprint.Print("0000000000000000")))
                .isEqualTo(64);
        assertThatThrownBy(() -> new Fingerprint.Print("12")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Pixels changed(Pixels picture, IntUnaryOperator channel) {
        int[] argb = picture.toArray();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000
                    | channel.applyAsInt(argb[i] >> 16 & 0xFF) << 16
                    | channel.applyAsInt(argb[i] >> 8 & 0xFF) << 8
                    | channel.applyAsInt(argb[i] & 0xFF);
        }
        return new Pixels(picture.width(), picture.height(), argb);
    }

    private static Pixels moved(Pixels picture, IntUnaryOperator from) {
        int[] before = picture.toArray();
        int[] after = new int[before.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = before[from.applyAsInt(i)];
        }
        return new Pixels(picture.width(), picture.height(), after);
    }

    private static Pixels compressed(Pixels picture, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(Scenes.image(picture), null, null), settings);
        } finally {
            writer.dispose();
        }
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        return Scenes.pixels(read);
    }
}
