// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Sends a record as its components, none of which is missing, and checks them again by making the record from them. */
final class RecordWire implements Wire {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Part> parts = new ArrayList<>();

    RecordWire(Class<?> type) {
        this.type = type;
        this.constructor = constructorOf(type);
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            parts.add(new Part(accessor, Wires.of(component.getGenericType()), component));
        }
    }

    private static Constructor<?> constructorOf(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    @Override
    public void write(Object value, DataOutputStream out) throws IOException {
        for (Part part : parts) {
            part.write(value, out);
        }
    }

    @Override
    public Object read(DataInputStream in) throws IOException {
        Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts.get(i).read(in);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IOException("what arrived is no " + type.getSimpleName(), e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("a record can't be made: " + type, e);
        }
    }

    @Override
    public String shape() {
        StringBuilder shape = new StringBuilder(type.getName());
        for (Part part : parts) {
            shape.append(' ').append(part.component().getName()).append(": ");
            shape.append(part.wire().shape()).append(';');
        }
        return shape.toString();
    }

    private record Part(Method accessor, Wire wire, RecordComponent component) {

        void write(Object whole, DataOutputStream out) throws IOException {
            wire.write(valueOf(whole), out);
        }

        Object read(DataInputStream in) throws IOException {
            return wire.read(in);
        }

        private Object valueOf(Object whole) {
            try {
                return Objects.requireNonNull(accessor.invoke(whole), component.getName());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's component can't be read: " + accessor, e);
            }
        }
    }
}
