// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/*
 * The way of a picture: bytes -> header, held against the limits -> decoded once by the JDK -> upright and reduced by a
 * whole factor -> per output: cropped and scaled, brought to sRGB, encoded. Colours are converted last because the
 * outputs are small; nothing is subsampled while decoding, because the JDK's decoders then drop pixels instead of
 * averaging them, which shows.
 */
/** The engine that needs nothing but the JDK's decoders for JPEG, PNG, GIF, BMP and TIFF, and has codecs for more. */
final class StandardEngine implements ImageEngine {
    private final DecodeLimits limits;
    private final Codecs codecs;

    StandardEngine(DecodeLimits limits, Codecs codecs) {
        this.limits = limits;
        this.codecs = codecs;
    }

    @Override
    public Set<ImageFormat> writes() {
        Set<ImageFormat> formats = EnumSet.copyOf(Encoder.FORMATS);
        formats.addAll(codecs.writes());
        return formats;
    }

    @Override
    public Set<ImageFormat> leftOut() {
        return codecs.leftOut();
    }

    @Override
    public ImageInfo inspect(ImageContent content) throws IOException {
        return header(content).info();
    }

    @Override
    public Rendered render(ImageContent content, RenderRequest request) throws IOException {
        Header header = header(content);
        if (request.isEmpty()) {
            return new Rendered(header.info(), List.of(), Optional.empty());
        }
        Outputs outputs = Faults.sorted(header.format(), () -> outputs(header, request));
        return Faults.asMemoryAllows(() -> outputs.make(request));
    }

    private Header header(ImageContent content) throws IOException {
        Sizes.checkBytes(content.size(), limits);
        byte[] data = load(content);
        ImageFormat format =
                Signature.readable(Arrays.copyOf(data, Math.min(data.length, Signature.LENGTH)), codecs::reads);
        return Faults.sorted(format, () -> {
            Header header =
                    codecs.reads(format) ? codecs.open(format, data, limits) : Header.read(format, data, limits);
            Sizes.check(header.width(), header.height(), limits);
            return header;
        });
    }

    private static byte[] load(ImageContent content) throws IOException {
        return Faults.asMemoryAllows(content::bytes);
    }

    private Outputs outputs(Header header, RenderRequest request) throws IOException {
        ImageInfo info = header.info();
        BufferedImage decoded = header.decode();
        Optional<ColourProfile> profile =
                header.profile().flatMap(bytes -> ColourProfile.of(bytes, colourChannels(decoded)));
        Orientation orientation = Orientation.of(info.orientation());
        Canvas upright = Development.of(header.rows(decoded), info.alpha(), orientation, factor(info, request));
        return new Outputs(info, new Pyramid(upright), profile.orElse(null), codecs);
    }

    private static int colourChannels(BufferedImage decoded) {
        ColorModel colours = decoded.getColorModel();
        return colours instanceof IndexColorModel || colours.getNumColorComponents() > 1 ? 3 : 1;
    }

    /** Returns by how much the picture can be reduced at once, so that every output still has a reserve. */
    private static int factor(ImageInfo info, RenderRequest request) {
        List<Placement> placements = new ArrayList<>();
        for (Variant variant : request.variants()) {
            placements.add(Placement.of(info.width(), info.height(), variant));
        }
        if (request.sample() > 0) {
            placements.add(Outputs.sample(info, request.sample()));
        }
        double least = placements.stream()
                .mapToDouble(placement -> placement.scale(info.width(), info.height()))
                .min()
                .orElse(1);
        return (int) Math.max(1, Math.min(Development.MAX_FACTOR, least / Pyramid.RESERVE));
    }
}
