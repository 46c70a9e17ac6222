// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegException;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant.Wish;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/*
 * The way of a picture: bytes -> header, held against the limits -> its rows pass once, and each output's planes are
 * scaled from them as they come -> per output: turned upright, brought to sRGB, encoded. Colours are converted last
 * because the outputs are small; and not at all from JPEG to JPEG.
 */
/** The engine that needs nothing but the JDK's decoders for JPEG, PNG, GIF, BMP and TIFF, and has codecs for more. */
final class StandardEngine implements ImageEngine {
    private final DecodeLimits limits;
    private final Codecs codecs;
    private final Cores cores = new Cores(Runtime.getRuntime().availableProcessors());

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
        return info(header(content));
    }

    private static ImageInfo info(Header header) throws IOException {
        return Faults.sorted(header.format(), header::info);
    }

    @Override
    public Rendered render(ImageContent content, RenderRequest request) throws IOException {
        Header header = header(content);
        if (request.isEmpty()) {
            return new Rendered(info(header), List.of(), Optional.empty());
        }
        boolean counted = cores.take();
        try {
            Outputs outputs = Faults.sorted(header.format(), () -> outputs(header, content, request));
            return Faults.asMemoryAllows(outputs::finish);
        } finally {
            if (counted) {
                cores.giveBack();
            }
        }
    }

    private Header header(ImageContent content) throws IOException {
        Sizes.checkBytes(content.size(), limits);
        ImageFormat format = Signature.readable(content.head(Signature.LENGTH), codecs::reads);
        return Faults.sorted(format, () -> {
            Header header = header(format, content);
            Sizes.check(header.width(), header.height(), limits);
            checkPixels(header);
            return header;
        });
    }

    /** Readers of others may take a picture without pixels for one. */
    private static void checkPixels(Header header) {
        if (header.width() < 1 || header.height() < 1) {
            throw Faults.broken(header.format(), "its size is " + header.width() + " x " + header.height());
        }
    }

    private Header header(ImageFormat format, ImageContent content) throws IOException {
        Optional<JpegPicture> jpeg = format == ImageFormat.JPEG ? JpegPicture.read(content, limits) : Optional.empty();
        return jpeg.isPresent() ? jpeg.get() : generalHeader(format, content);
    }

    private Header generalHeader(ImageFormat format, ImageContent content) throws IOException {
        byte[] data = content.bytes();
        return codecs.reads(format) ? codecs.open(format, data, limits) : Header.read(format, data, limits);
    }

    /** What our own decoder refuses in the middle of a picture, the general one may still read. */
    private Outputs outputs(Header header, ImageContent content, RenderRequest request) throws IOException {
        try {
            return passed(header, content, request);
        } catch (JpegException e) {
            boolean readHereOnly = header instanceof JpegPicture picture && picture.isArithmetic();
            if (readHereOnly || e.kind() == JpegException.Kind.LIMIT) {
                throw e;
            }
            return passed(generalHeader(header.format(), content), content, request);
        }
    }

    private Outputs passed(Header header, ImageContent content, RenderRequest request) throws IOException {
        return passed(header, new Planes(header), content, request);
    }

    private Outputs passed(Header header, Planes planes, ImageContent content, RenderRequest request)
            throws IOException {
        Framing framing = Framing.of(header.info(), request, side -> look(header, planes, content, side));
        PlanarPicture picture = planes.get(framing.reducible());
        PictureColours colours =
                new PictureColours(header.toSrgb(picture.profileChannels()).orElse(null));
        Development development = new Development(picture, header);
        Motion motion = header.animation()
                .map(animation -> new Motion(header, animation, colours, cores))
                .orElse(null);
        Outputs outputs = new Outputs(development, colours, motion, notice(content, request), codecs, framing);
        development.pass(cores);
        return outputs;
    }

    private static Optional<CopyrightNotice> notice(ImageContent content, RenderRequest request) throws IOException {
        boolean kept = request.variants().stream().anyMatch(variant -> variant.wants(Wish.KEEPING_COPYRIGHT));
        return kept ? CopyrightNotice.in(content) : Optional.empty();
    }

    private Pixels look(Header header, Planes planes, ImageContent content, int side) throws IOException {
        return passed(header, planes, content, RenderRequest.sample(side))
                .finish()
                .sample()
                .orElseThrow();
    }
}
