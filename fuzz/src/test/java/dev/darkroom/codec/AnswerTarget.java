// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import dev.darkroom.image.ImageRejectedException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;

/** What a child JVM answers that is no longer itself. */
public final class AnswerTarget implements Target {
    private static final Wire WIRE = Wires.of(Answer.class);

    @Override
    public void read(byte[] input) {
        answer(input).ifPresent(AnswerTarget::check);
    }

    private static Optional<Answer> answer(byte[] input) {
        try {
            return Optional.of((Answer) WIRE.read(new DataInputStream(new ByteArrayInputStream(input))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whatever it says is in its own words; but it is one of what an engine may say. */
    private static void check(Answer answer) {
        try {
            HeaderTarget.check(answer.info());
        } catch (ImageRejectedException | IOException e) {
            Target.require(!(answer instanceof Answer.Made), e.toString());
        } catch (IllegalArgumentException | IllegalStateException e) {
            Target.require(answer instanceof Answer.Refused || answer instanceof Answer.Fault, e.toString());
        }
    }
}
