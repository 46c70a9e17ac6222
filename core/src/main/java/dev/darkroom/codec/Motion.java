// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * One frame is in memory at a time, painted on the screen, and scaled from there for all outputs as a still picture is.
 * Like in browsers, an animation ends before its first frame that is not whole; only of the first frame all must be there.
 */
/** Has all frames of an animation pass, for the outputs that keep them. */
final class Motion {
    /** Browsers take shorter times for mistakes: 10 ms and less, which some programs write without meaning them. */
    private static final int SHORTEST = 11;

    private static final int USUAL = 100;

    private final Header header;
    private final Animation animation;
    private final PictureColours colours;
    private final Cores cores;
    private final List<MovingOutput> outputs = new ArrayList<>();

    Motion(Header header, Animation animation, PictureColours colours, Cores cores) {
        this.header = header;
        this.animation = animation;
        this.colours = colours;
        this.cores = cores;
    }

    /** Returns how often it is played, 0 for without end. */
    int plays() {
        return animation.plays();
    }

    void add(MovingOutput output) {
        outputs.add(output);
    }

    /** Has all frames pass; the outputs are complete afterwards. */
    void play() throws IOException {
        if (outputs.isEmpty()) {
            return;
        }
        Screen screen = new Screen(header.width(), header.height());
        for (int i = 0; i < animation.frames().size(); i++) {
            Interruption.check();
            Optional<Rows> rows = rows(i);
            if (rows.isEmpty()) {
                return;
            }
            AnimationFrame frame = animation.frames().get(i);
            screen.paint(frame, rows.get());
            show(screen, frame.milliseconds() < SHORTEST ? USUAL : frame.milliseconds());
        }
    }

    private Optional<Rows> rows(int index) throws IOException {
        ImageFormat format = header.format();
        try {
            return Optional.of(Faults.sorted(format, () -> animation.rows(index)));
        } catch (ImageRejectedException e) {
            if (index > 0 && e.reason() == Reason.BROKEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void show(Screen screen, int milliseconds) throws IOException {
        PlanarPicture picture = new RowsPicture(screen, !screen.isOpaque(), 3);
        Development development = new Development(picture, header);
        Looks looks = new Looks(development, colours);
        List<CanvasOutput> scaled = new ArrayList<>();
        for (MovingOutput output : outputs) {
            scaled.add(looks.of(output.look()));
        }
        development.pass(cores);
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).add(scaled.get(i).canvas(), milliseconds);
        }
    }
}
