// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.AnimatedPicture;
import dev.darkroom.codec.AnimationFrame;
import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A WebP file with frames; each is decoded as if it were a still picture. */
final class WebpAnimation extends WebpPicture implements AnimatedPicture {
    private static final int LOOPS = 4;

    private final List<Chunk> frames;
    private final boolean alphaAllowed;
    private final int plays;

    private WebpAnimation(
            List<Chunk> chunks, List<Chunk> frames, WebpFrame first, int width, int height, boolean alphaAllowed) {
        super(chunks, first, width, height);
        this.frames = frames;
        this.alphaAllowed = alphaAllowed;
        this.plays = chunks.stream()
                .filter(chunk -> chunk.is("ANIM") && chunk.length() >= LOOPS + 2)
                .findFirst()
                .map(chunk -> chunk.half(LOOPS))
                .orElse(1);
    }

    static WebpAnimation read(List<Chunk> chunks, int width, int height, boolean alphaAllowed) {
        List<Chunk> frames = chunks.stream().filter(chunk -> chunk.is("ANMF")).toList();
        if (frames.isEmpty()) {
            throw Rejections.cutOff();
        }
        WebpFrame first = WebpFrame.animated(frames.get(0), alphaAllowed);
        if (first.right() > width || first.bottom() > height) {
            throw Rejections.broken("its first frame sticks out");
        }
        return new WebpAnimation(chunks, frames, first, width, height, alphaAllowed);
    }

    @Override
    public int frames() {
        return frames.size();
    }

    @Override
    public List<AnimationFrame> timeline() {
        List<AnimationFrame> timeline = new ArrayList<>();
        for (Chunk frame : frames) {
            Optional<AnimationFrame> shown = WebpFrame.shown(frame);
            if (shown.isEmpty()) {
                break;
            }
            timeline.add(shown.get());
        }
        return timeline;
    }

    @Override
    public int plays() {
        return plays;
    }

    @Override
    public Pixels decode(int index) throws IOException {
        return WebpFrame.animated(frames.get(index), alphaAllowed).decode();
    }
}
