// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds how values of a type go through a pipe. */
final class Wires {
    /** The JDK copies what it writes to a pipe outside of the heap, and a pipe takes about this much at a time. */
    private static final int PIECE = 64 << 10;

    private Wires() {}

    private interface Writer<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private record Plain<T>(String shape, Writer<T> writer, Reader<T> reader) implements Wire {
        @Override
        @SuppressWarnings("unchecked") // Made for this type by those below.
        public void write(Object value, DataOutputStream out) throws IOException {
            writer.write((T) value, out);
        }

        @Override
        public Object read(DataInputStream in) throws IOException {
            return reader.read(in);
        }
    }

    static Wire of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), of(generic.getActualTypeArguments()[0]));
        }
        return type instanceof Class<?> plain ? of(plain) : unknown(type);
    }

    private static Wire of(Class<?> type) {
        if (type.isPrimitive()) {
            return number(type);
        }
        if (type.isEnum()) {
            return choice(type);
        }
        if (type.isRecord()) {
            return new RecordWire(type);
        }
        if (type.isSealed()) {
            return new SealedWire(type);
        }
        return object(type);
    }

    private static Wire number(Class<?> type) {
        if (type == int.class) {
            return new Plain<Integer>("int", (value, out) -> out.writeInt(value), DataInputStream::readInt);
        }
        if (type == long.class) {
            return new Plain<Long>("long", (value, out) -> out.writeLong(value), DataInputStream::readLong);
        }
        if (type == double.class) {
            return new Plain<Double>("double", (value, out) -> out.writeDouble(value), DataInputStream::readDouble);
        }
        if (type == boolean.class) {
            return new Plain<Boolean>("boolean", (value, out) -> out.writeBoolean(value), DataInputStream::readBoolean);
        }
        return unknown(type);
    }

    private static Wire object(Class<?> type) {
        if (type == String.class) {
            return new Plain<String>(
                    "text",
                    (value, out) -> writeBytes(value.getBytes(StandardCharsets.UTF_8), out),
                    in -> new String(readBytes(in), StandardCharsets.UTF_8));
        }
        if (type == ImageContent.class) {
            return new Plain<ImageContent>(
                    "bytes", (value, out) -> writeBytes(value.bytes(), out), in -> ImageContent.of(readBytes(in)));
        }
        if (type == Pixels.class) {
            return new Plain<Pixels>("pixels", Wires::writePixels, Wires::readPixels);
        }
        return unknown(type);
    }

    private static Wire choice(Class<?> type) {
        Map<String, Enum<?>> choices = new LinkedHashMap<>();
        for (Object choice : type.getEnumConstants()) {
            choices.put(((Enum<?>) choice).name(), (Enum<?>) choice);
        }
        return new Plain<Enum<?>>(
                choices.keySet().toString(),
                (value, out) -> out.writeUTF(value.name()),
                in -> named(in.readUTF(), choices));
    }

    private static Enum<?> named(String name, Map<String, Enum<?>> choices) throws IOException {
        Enum<?> choice = choices.get(name);
        if (choice == null) {
            throw new IOException("'" + name + "' is none of " + choices.keySet());
        }
        return choice;
    }

    private static Wire collection(Class<?> type, Wire element) {
        if (type == List.class) {
            return many("list", element, List::copyOf);
        }
        if (type == Set.class) {
            return many("set", element, Set::copyOf);
        }
        if (type == Optional.class) {
            return new Plain<Optional<?>>(
                    "optional " + element.shape(),
                    (value, out) -> writeAll(value.map(List::of).orElse(List.of()), element, out),
                    in -> readAll(element, in).stream().findFirst());
        }
        return unknown(type);
    }

    private static Wire many(String kind, Wire element, Function<List<?>, Iterable<?>> made) {
        return new Plain<Iterable<?>>(
                kind + " of " + element.shape(),
                (value, out) -> writeAll(value, element, out),
                in -> made.apply(readAll(element, in)));
    }

    private static Wire unknown(Type type) {
        throw new IllegalStateException("nothing says how " + type + " goes to another process");
    }

    private static void writeAll(Iterable<?> values, Wire element, DataOutputStream out) throws IOException {
        for (Object value : values) {
            out.writeBoolean(true);
            element.write(value, out);
        }
        out.writeBoolean(false);
    }

    private static List<Object> readAll(Wire element, DataInputStream in) throws IOException {
        List<Object> values = new ArrayList<>();
        while (in.readBoolean()) {
            values.add(element.read(in));
        }
        return values;
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        for (int from = 0; from < bytes.length; from += PIECE) {
            out.write(bytes, from, Math.min(PIECE, bytes.length - from));
        }
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return readBytes(in.readInt(), in);
    }

    /** Allocates as the bytes arrive, whatever length was announced. */
    private static byte[] readBytes(int length, DataInputStream in) throws IOException {
        if (length < 0) {
            throw new IOException("a length of " + length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static void writePixels(Pixels pixels, DataOutputStream out) throws IOException {
        out.writeInt(pixels.width());
        out.writeInt(pixels.height());
        int[] argb = pixels.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(4 * argb.length);
        bytes.asIntBuffer().put(argb);
        out.write(bytes.array());
    }

    private static Pixels readPixels(DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE / 4) {
            throw new IOException(width + " x " + height + " pixels");
        }
        byte[] bytes = readBytes(4 * width * height, in);
        int[] argb = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).asIntBuffer().get(argb);
        return new Pixels(width, height, argb);
    }
}
