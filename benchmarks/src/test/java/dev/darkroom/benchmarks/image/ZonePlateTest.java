// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ZonePlateTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int SCALE = 4;

    private final ZonePlate zones = new ZonePlate(WIDTH, HEIGHT);
    private final Plane whole = drawn();

    private Plane drawn() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            zones.draw(y, row);
            picture.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
        }
        return Plane.of(picture);
    }

    @Test
    void leavingPixelsOutShowsRingsThatScalingDoesNot() {
        double[] left = new double[WIDTH / SCALE * (HEIGHT / SCALE)];
        for (int at = 0; at < left.length; at++) {
            left[at] = whole.at(at % (WIDTH / SCALE) * SCALE, at / (WIDTH / SCALE) * SCALE);
        }
        Plane leftOut = new Plane(WIDTH / SCALE, HEIGHT / SCALE, left);
        Plane scaled = Lanczos.fitted(whole, WIDTH / SCALE, HEIGHT / SCALE);

        assertThat(zones.aliases(scaled, SCALE)).isLessThan(10);
        assertThat(zones.aliases(leftOut, SCALE)).isGreaterThan(60);
    }
}
