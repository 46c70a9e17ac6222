// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Sends one of several kinds: first which, then what. */
final class SealedWire implements Wire {
    private final List<Class<?>> kinds;
    private final List<Wire> wires;

    SealedWire(Class<?> type) {
        this.kinds = List.copyOf(Arrays.asList(type.getPermittedSubclasses()));
        this.wires = kinds.stream().map(Wires::of).toList();
    }

    @Override
    public void write(Object value, DataOutputStream out) throws IOException {
        int kind = kinds.indexOf(value.getClass());
        out.writeByte(kind);
        wires.get(kind).write(value, out);
    }

    @Override
    public Object read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind >= wires.size()) {
            throw new IOException("there is no kind " + kind + " of " + kinds);
        }
        return wires.get(kind).read(in);
    }

    @Override
    public String shape() {
        return wires.stream().map(Wire::shape).collect(Collectors.joining(" or "));
    }
}
