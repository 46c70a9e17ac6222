// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.PlaneScaler;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The picture is never held as a whole: its rows pass once, and each output picks up what it needs. The planes stay what
 * they are, luma and chroma too; whoever needs colours makes them from the scaled planes.
 */
/** Has a picture pass once for all outputs. */
final class Development {
    /** Up to this side an output is looked at closely beside others, and more pixels go into each of its own. */
    private static final int SMALL = 640;

    /** How many pixels, along either side, are left to go into one of a small output, and of any other. */
    private static final double SMALL_RESERVE = 2;

    /** With less, patterns that are just too fine for the output leave others behind where it was made smaller before. */
    private static final double RESERVE = 1.17;

    /** The eye sees colours less sharply than light. */
    private static final double CHROMA_RESERVE = 1.1;

    /** So many samples take longer than it takes to hand them over. */
    private static final long WORTH_A_THREAD = 3_000_000;

    private static final int LOBES = 3;

    private static final int CHROMA_LOBES = 2;

    private final PlanarPicture picture;
    private final Window whole;
    private final Orientation orientation;
    private final List<PlaneScaler> scalers = new ArrayList<>();
    private @Nullable LitRows lit;

    /** Prepares for a picture whose size, as stored, and orientation stand in its header. */
    Development(PlanarPicture picture, Header header) {
        this.picture = picture;
        this.whole = new Window(0, 0, header.width(), header.height(), header.width(), header.height());
        this.orientation = Orientation.of(header.orientation());
        for (int plane = 0; plane < picture.channels().planes(); plane++) {
            scalers.add(new PlaneScaler(picture.width(plane), picture.height(plane)));
        }
    }

    /** Returns by how much a picture can be reduced before it passes, so that every output still has its reserve. */
    static Reducible reducible(List<Window> windows) {
        return windows.stream()
                .map(window -> new Reducible(window.scale() / reserve(window), window.scale() / CHROMA_RESERVE))
                .reduce((one, other) ->
                        new Reducible(Math.min(one.light(), other.light()), Math.min(one.chroma(), other.chroma())))
                .orElse(Reducible.NOT);
    }

    private static double reserve(Window window) {
        return Math.max(window.outWidth(), window.outHeight()) <= SMALL ? SMALL_RESERVE : RESERVE;
    }

    Channels channels() {
        return picture.channels();
    }

    /**
     * Asks for the planes of an output that is scaled in light, all as large as itself; they hold colours.
     *
     * @param lights what the numbers of each colour mean, the same for all outputs
     */
    ScaledPlanes litPlanes(Window upright, List<Light> lights) {
        Window stored = upright.stored(orientation, whole.outWidth(), whole.outHeight());
        ScaledPlanes planes = new ScaledPlanes(stored, channels().asColours().planes(), 1, orientation);
        lit(lights)
                .add(
                        stored.across(1, 1, false),
                        stored.down(1, 1, false),
                        reserve(stored),
                        LOBES,
                        new LitPlanes(lights, planes));
        return planes;
    }

    /** Asks for all rows of the picture, with its chroma brought to full size. */
    private LitRows lit(List<Light> lights) {
        if (lit == null) {
            lit = new LitRows(whole.outWidth(), whole.outHeight(), channels(), lights);
            add(whole, 1, lit);
        }
        return lit;
    }

    /** Asks for the planes of an output, all as large as itself. */
    ScaledPlanes planes(Window upright) {
        return planes(upright, 1);
    }

    /** Asks for the planes of an output, those of chroma with so many pixels along a sample. */
    ScaledPlanes planes(Window upright, int chromaSampling) {
        Window stored = upright.stored(orientation, whole.outWidth(), whole.outHeight());
        ScaledPlanes planes = new ScaledPlanes(stored, picture.channels().planes(), chromaSampling, orientation);
        add(stored, chromaSampling, planes);
        return planes;
    }

    /** Has the rows of an output's planes go straight to a sink, if nothing has to be turned; else returns false. */
    boolean stream(Window upright, int chromaSampling, PlaneSink sink) {
        if (!orientation.isUpright()) {
            return false;
        }
        add(upright, chromaSampling, sink);
        return true;
    }

    private void add(Window stored, int chromaSampling, PlaneSink sink) {
        for (int plane = 0; plane < scalers.size(); plane++) {
            int sampling = plane == 0 ? 1 : chromaSampling;
            scalers.get(plane)
                    .add(
                            stored.across(picture.pixelsAcross(plane), sampling, orientation.fromRight()),
                            stored.down(picture.pixelsDown(plane), sampling, orientation.fromBottom()),
                            reserve(stored),
                            plane > 0 && channels() == Channels.YCBCR ? CHROMA_LOBES : LOBES,
                            plane,
                            sink);
        }
    }

    /** Has the picture pass; all outputs are complete afterwards. */
    void pass(Cores cores) throws IOException {
        boolean worthwhile = (long) picture.width(0) * picture.height(0) >= WORTH_A_THREAD;
        if (worthwhile && scalers.size() > 1 && lit == null && cores.take()) {
            try {
                passInTwo(cores);
            } finally {
                cores.giveBack();
            }
        } else {
            picture.pass(this::scale);
        }
    }

    /** Luma, or the first colour, is about as much work as all the rest and the decoding. */
    private void passInTwo(Cores cores) throws IOException {
        Relay relay = new Relay(this::scale, cores);
        boolean passed = false;
        try {
            picture.pass((plane, samples, offset, stride, rows) -> {
                if (plane == 0) {
                    relay.rows(plane, samples, offset, stride, rows);
                } else {
                    scale(plane, samples, offset, stride, rows);
                }
            });
            passed = true;
        } finally {
            relay.end(passed);
        }
    }

    private void scale(int plane, byte[] samples, int offset, int stride, int rows) throws IOException {
        scalers.get(plane).rows(samples, offset, stride, rows);
    }
}
