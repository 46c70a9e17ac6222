// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;

/** What a child JVM answers that is no longer itself. */
public final class AnswerTarget implements Target {
    private static final Wire WIRE = Wires.of(Answer.class);

    @Override
    public void read(byte[] input) throws IOException {
        Optional<Answer> answer = answer(input);
        if (answer.isPresent()) {
            check(answer.get());
        }
    }

    private static Optional<Answer> answer(byte[] input) {
        try {
            return Optional.of((Answer) WIRE.read(new DataInputStream(new ByteArrayInputStream(input))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void check(Answer answer) throws IOException {
        try {
            HeaderTarget.check(answer.info());
        } catch (OutOfResourcesException e) {
            Target.require(answer instanceof Answer.Shortage, e.toString());
        } catch (IllegalArgumentException | IllegalStateException e) {
            Target.require(answer instanceof Answer.Refused || answer instanceof Answer.Fault, e.toString());
        }
    }
}
