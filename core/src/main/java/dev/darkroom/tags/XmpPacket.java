// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.tags;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/*
 * Only the top of the tree is looked at: simple values, and lists of them. The XML is streamed, without document types
 * and entities, and stops at limits, since strangers wrote it.
 */
/** The properties in a packet of XMP that facts are made of. */
public final class XmpPacket {
    static final int MAX_BYTES = 256 << 10;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_VALUES = 64;
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /** The usual prefix of each namespace that is read. */
    private static final Map<String, String> PREFIXES = Map.of(
            "http://purl.org/dc/elements/1.1/", "dc:",
            "http://ns.adobe.com/xap/1.0/", "xmp:",
            "http://ns.adobe.com/photoshop/1.0/", "photoshop:",
            "http://ns.adobe.com/exif/1.0/", "exif:",
            "http://ns.adobe.com/tiff/1.0/", "tiff:",
            "http://ns.adobe.com/exif/1.0/aux/", "aux:");

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<@Nullable String> open = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmpPacket() {}

    /** Returns no properties. */
    static XmpPacket empty() {
        return new XmpPacket();
    }

    /** Adds what packets say; one that is broken keeps what stands before the break. */
    void read(List<byte[]> packets) throws IOException {
        for (byte[] packet : packets) {
            if (packet.length <= MAX_BYTES) {
                read(packet);
            }
        }
    }

    private void read(byte[] packet) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        open.clear();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text(packet)));
            while (reader.hasNext() && open.size() < MAX_DEPTH) {
                take(reader, reader.next());
            }
        } catch (XMLStreamException e) {
            throw new IOException("the XMP is no XML", e);
        }
    }

    /** The JDK's parser tells the standard error about bytes that are no text, so it never gets to see any. */
    private static String text(byte[] packet) {
        boolean wide = packet.length > 1 && packet[0] + packet[1] == -3 && Math.max(packet[0], packet[1]) == -1;
        String text = new String(packet, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void take(XMLStreamReader reader, int event) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            start(reader);
        } else if (event == XMLStreamConstants.CHARACTERS && text.length() < Text.MAX_LENGTH) {
            text.append(reader.getText());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            end(reader);
        }
    }

    private void start(XMLStreamReader reader) {
        text.setLength(0);
        open.add(name(reader.getName()));
        if (is(reader, "Description")) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                add(name(reader.getAttributeName(i)), reader.getAttributeValue(i));
            }
        }
    }

    private void end(XMLStreamReader reader) {
        int last = open.size() - 1;
        String property = open.remove(last);
        if (is(reader, "li") && last >= 2) {
            property = open.get(last - 2);
        }
        add(property, text.toString());
        text.setLength(0);
    }

    private void add(@Nullable String property, String value) {
        String clean = property == null ? null : Text.clean(value);
        if (property == null || clean == null) {
            return;
        }
        List<String> list = values.computeIfAbsent(property, key -> new ArrayList<>());
        if (list.size() < MAX_VALUES) {
            list.add(clean);
        }
    }

    private static boolean is(XMLStreamReader reader, String local) {
        return RDF.equals(reader.getNamespaceURI()) && local.equals(reader.getLocalName());
    }

    private static @Nullable String name(QName name) {
        String prefix = PREFIXES.get(name.getNamespaceURI());
        return prefix == null ? null : prefix + name.getLocalPart();
    }

    /** Returns the first value of a property, named with the usual prefix, such as {@code dc:title}. */
    public @Nullable String first(String property) {
        List<String> list = values.get(property);
        return list == null ? null : list.get(0);
    }

    /** Returns all values of a property. */
    public List<String> all(String property) {
        return values.getOrDefault(property, List.of());
    }
}
