// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** What a child JVM answers that is no longer itself. */
public final class AnswerTarget implements Target {
    private static final Wire WIRE = Wires.of(Answer.class);

    @Override
    public void read(byte[] input) throws IOException {
        Answer answer = (Answer) WIRE.read(new DataInputStream(new ByteArrayInputStream(input)));
        try {
            HeaderTarget.check(answer.info());
        } catch (OutOfResourcesException e) {
            Target.require(answer instanceof Answer.Shortage, e.toString());
        } catch (IllegalArgumentException | IllegalStateException e) {
            Target.require(answer instanceof Answer.Refused || answer instanceof Answer.Fault, e.toString());
        }
    }
}
