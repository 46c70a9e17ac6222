// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.Interruption;
import java.io.IOException;
import java.util.List;

/** Leads a scan over the blocks that are stored (ITU-T T.81, A.2). */
final class StoredScan {
    private final StoredBlocks blocks;
    private final List<ScanPlane> planes;
    private final List<StoredPlane> stored;
    private final Restarts restarts;

    StoredScan(StoredBlocks blocks, List<ScanPlane> planes, List<StoredPlane> stored, Restarts restarts) {
        this.blocks = blocks;
        this.planes = planes;
        this.stored = stored;
        this.restarts = restarts;
    }

    void read(int unitsWide, int unitsHigh) throws IOException {
        if (planes.size() == 1) {
            readAlone(planes.get(0), stored.get(0));
        } else {
            readTogether(unitsWide, unitsHigh);
        }
    }

    private void readAlone(ScanPlane plane, StoredPlane target) throws IOException {
        int wide = plane.layout.blocksWide();
        for (int y = 0; y < plane.layout.blocksHigh(); y++) {
            Interruption.check();
            CoefficientRow row = target.row(y);
            int x = 0;
            while (x < wide) {
                int passed = blocks.skip(Math.min(ahead(), wide - x));
                if (passed == 0) {
                    blocks.read(plane, row, x);
                    passed = 1;
                }
                x += passed;
                restarts.passed(passed);
            }
        }
    }

    private void readTogether(int unitsWide, int unitsHigh) throws IOException {
        for (int y = 0; y < unitsHigh; y++) {
            Interruption.check();
            for (int x = 0; x < unitsWide; x++) {
                ahead();
                for (int plane = 0; plane < planes.size(); plane++) {
                    readUnit(planes.get(plane), stored.get(plane), x, y);
                }
                restarts.passed(1);
            }
        }
    }

    private void readUnit(ScanPlane plane, StoredPlane target, int x, int y) throws IOException {
        int horizontal = plane.layout.horizontal();
        int vertical = plane.layout.vertical();
        for (int row = y * vertical; row < (y + 1) * vertical; row++) {
            for (int column = x * horizontal; column < (x + 1) * horizontal; column++) {
                blocks.read(plane, target.row(row), column);
            }
        }
    }

    private int ahead() throws IOException {
        int ahead = restarts.ahead();
        if (restarts.isFresh()) {
            blocks.restart();
        }
        return ahead;
    }
}
