// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.ColourCodes;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * EXIF may carry an orientation too, which is the camera's: the turn that a viewer is to make stands in the
 * properties, and only there.
 */
/** An AVIF or HEIC file whose boxes were read. */
final class HeifPicture implements CodedPicture {
    private static final Set<String> ALPHA = Set.of(
            "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:avc:2015:auxid:1", "urn:mpeg:hevc:2015:auxid:1");

    private final Items items;
    private final DecodeLimits limits;
    private final Layer colour;
    private final @Nullable Layer alpha;
    private final Placement placement;

    private HeifPicture(Items items, DecodeLimits limits, Layer colour, @Nullable Layer alpha) {
        this.limits = limits;
        this.items = items;
        this.colour = colour;
        this.alpha = alpha;
        this.placement = Placement.of(colour.item(), colour.size());
    }

    static HeifPicture read(byte[] data, DecodeLimits limits) {
        Items items = Items.read(data);
        Layer colour = Layer.of(items, items.primary(), limits);
        Optional<Layer> alpha = alpha(items, colour.item())
                .map(item -> Layer.of(items, item.sizedLike(colour.size()), limits))
                .or(() -> alphaOfTiles(items, colour, limits));
        if (alpha.isPresent() && !alpha.get().size().equals(colour.size())) {
            throw Rejections.unsupported("its transparency has a size of its own");
        }
        return new HeifPicture(items, limits, colour, alpha.orElse(null));
    }

    private static Optional<Item> alpha(Items items, Item colour) {
        return items.auxiliaries(colour).stream().filter(HeifPicture::isAlpha).findFirst();
    }

    /** Some files have no transparency for the whole grid, but one for each of its tiles. */
    private static Optional<Layer> alphaOfTiles(Items items, Layer colour, DecodeLimits limits) {
        Map<Long, Optional<Item>> ofTiles = new HashMap<>();
        List<Item> tiles = colour.tiles().stream()
                .flatMap(tile -> ofTiles.computeIfAbsent(tile.id(), id -> alpha(items, tile)).stream())
                .toList();
        return tiles.size() == colour.tiles().size() ? Optional.of(colour.with(tiles, limits)) : Optional.empty();
    }

    private static boolean isAlpha(Item item) {
        return item.property("auxC")
                .map(box -> {
                    Fields fields = box.fields();
                    fields.u32();
                    return ALPHA.contains(fields.text());
                })
                .orElse(false);
    }

    @Override
    public int width() {
        return placement.crop().width();
    }

    @Override
    public int height() {
        return placement.crop().height();
    }

    @Override
    public boolean alpha() {
        return alpha != null;
    }

    @Override
    public int orientation() {
        return placement.orientation();
    }

    @Override
    public Optional<byte[]> profile() {
        return ColourInfo.profile(colour.item());
    }

    @Override
    public Optional<ColourCodes> codes() {
        return ColourInfo.declared(colour.item())
                .or(() -> ColourInfo.declared(colour.tiles().get(0)))
                .map(ColourInfo::shown);
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public Pixels decode() throws IOException {
        int[] argb = new int[(int) colour.size().pixels()];
        LayerDecoder decoder = new LayerDecoder(items, limits, argb);
        decoder.colours(colour);
        if (alpha != null) {
            decoder.opacity(alpha);
            if (items.isPremultiplied(colour.item(), alpha.item())) {
                Premultiplied.undo(argb);
            }
        }
        return cropped(argb);
    }

    private Pixels cropped(int[] argb) {
        Placement.Crop crop = placement.crop();
        int width = colour.size().width();
        if (crop.width() == width && crop.height() == colour.size().height()) {
            return new Pixels(width, crop.height(), argb);
        }
        int[] part = new int[crop.width() * crop.height()];
        for (int y = 0; y < crop.height(); y++) {
            System.arraycopy(argb, (crop.y() + y) * width + crop.x(), part, y * crop.width(), crop.width());
        }
        return new Pixels(crop.width(), crop.height(), part);
    }
}
