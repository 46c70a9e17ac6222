// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which channels are the colours, in their order, and which the transparency.
 *
 * @param colours one channel for gray, three otherwise
 * @param alpha the transparency, if there is one
 * @param multiplied whether the colours were multiplied by it
 */
record Channels(List<Channel> colours, @Nullable Channel alpha, boolean multiplied) {
    private static final int COLOUR = 0;
    private static final int OPACITY = 1;
    private static final int MULTIPLIED_OPACITY = 2;

    /** Takes the channels in their order; one more than there are colours is the transparency. */
    static Channels inOrder(List<Channel> all, int colours) {
        if (all.size() < colours) {
            throw Rejections.broken("it has " + all.size() + " channels instead of " + colours);
        }
        return new Channels(all.subList(0, colours), all.size() == colours ? null : all.get(colours), false);
    }

    /** Takes them as a box says. */
    static Channels read(Cursor box, List<Channel> all, int colours) {
        List<@Nullable Channel> places = new ArrayList<>(Collections.nCopies(colours, null));
        Optional<Channel> alpha = Optional.empty();
        boolean multiplied = false;
        for (int count = box.u16(); count > 0; count--) {
            int index = box.u16();
            int type = box.u16();
            int place = box.u16();
            if (index >= all.size()) {
                throw Rejections.broken("a channel that it tells of is missing");
            } else if (type == COLOUR && place >= 1 && place <= colours) {
                places.set(place - 1, all.get(index));
            } else if (type == OPACITY || type == MULTIPLIED_OPACITY) {
                alpha = Optional.of(all.get(index));
                multiplied = type == MULTIPLIED_OPACITY;
            }
        }
        return new Channels(complete(places), alpha.orElse(null), multiplied);
    }

    private static List<Channel> complete(List<@Nullable Channel> places) {
        List<Channel> colours = new ArrayList<>();
        for (Channel place : places) {
            if (place == null) {
                throw Rejections.broken("one of its colours is missing");
            }
            colours.add(place);
        }
        return colours;
    }
}
