// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/*
 * Each end begins by telling which protocol it speaks: a number made from the shapes of all that is sent. It differs
 * when another version of the library was put in the place of the one that runs; then nothing else would be understood.
 */
/** One end of the connection between a JVM and its child. One thread may send while another receives. */
final class Line {
    private static final int BUFFER = 64 << 10;

    private final Map<Class<?>, Wire> wires = Map.of(
            Opening.class, Wires.of(Opening.class),
            Opening.Ready.class, Wires.of(Opening.Ready.class),
            Question.class, Wires.of(Question.class),
            Answer.class, Wires.of(Answer.class));

    private final DataInputStream in;
    private final DataOutputStream out;

    Line(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    void greet() throws IOException {
        out.writeInt(protocol());
        out.flush();
    }

    void hearGreeting() throws IOException {
        if (in.readInt() != protocol()) {
            throw new IOException("the process at the other end has another version of the library");
        }
    }

    private int protocol() {
        return wires.values().stream().mapToInt(wire -> wire.shape().hashCode()).sum();
    }

    <T> void send(Class<T> kind, T message) throws IOException {
        wire(kind).write(message, out);
        out.flush();
    }

    <T> T receive(Class<T> kind) throws IOException {
        return kind.cast(wire(kind).read(in));
    }

    private Wire wire(Class<?> kind) {
        Wire wire = wires.get(kind);
        if (wire == null) {
            throw new IllegalArgumentException("nothing of this kind is sent: " + kind);
        }
        return wire;
    }
}
