// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.tags.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who made a picture and whose it is. It is written anew, so that nothing else of what stood beside it comes along.
 *
 * @param artist who made it, or null
 * @param copyright whose it is, or null
 */
record CopyrightNotice(@Nullable String artist, @Nullable String copyright) {
    private static final int ARTIST = 0x013B;
    private static final int COPYRIGHT = 0x8298;
    private static final short ASCII = 2;
    private static final int HEAD = 8;
    private static final int ENTRY = 12;
    private static final int INSIDE = 4;

    /** Finds the notice in a picture, if it has one. */
    static Optional<CopyrightNotice> in(ImageContent content) throws IOException {
        try {
            Tags tags = Tags.read(content);
            CopyrightNotice notice = new CopyrightNotice(tags.artist(), tags.copyright());
            return notice.artist == null && notice.copyright == null ? Optional.empty() : Optional.of(notice);
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }

    /** Returns an EXIF block; its texts are UTF-8, as programs write and read them whatever the standard says. */
    byte[] exif() {
        Map<Integer, byte[]> texts = new TreeMap<>();
        put(ARTIST, artist, texts);
        put(COPYRIGHT, copyright, texts);
        int end = HEAD + Short.BYTES + ENTRY * texts.size() + Integer.BYTES;
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        ByteBuffer block = ByteBuffer.allocate(end);
        block.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEAD).putShort((short) texts.size());
        texts.forEach((tag, text) -> {
            block.putShort(tag.shortValue()).putShort(ASCII).putInt(text.length);
            if (text.length <= INSIDE) {
                block.put(text).position(block.position() + INSIDE - text.length);
            } else {
                block.putInt(end + behind.size());
                behind.writeBytes(text);
            }
        });
        return ByteBuffer.allocate(end + behind.size())
                .put(block.array())
                .put(behind.toByteArray())
                .array();
    }

    private static void put(int tag, @Nullable String text, Map<Integer, byte[]> texts) {
        if (text != null) {
            texts.put(tag, (text + "\0").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns a packet of XMP. */
    byte[] xmp() {
        String creator = artist == null
                ? ""
                : "<dc:creator><rdf:Seq><rdf:li>" + escaped(artist) + "</rdf:li></rdf:Seq></dc:creator>";
        String rights = copyright == null
                ? ""
                : "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(copyright)
                        + "</rdf:li></rdf:Alt></dc:rights>";
        String packet = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                + creator
                + rights
                + "</rdf:Description></rdf:RDF></x:xmpmeta>";
        return packet.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
