// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.http.HttpBody;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import dev.darkroom.process.StepContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/*
 * What is sent hangs on what the picture is (a PNG where it has transparent parts) and on the mask, with whose size it must
 * agree to the pixel; so it is made for itself. A copy in a box has no trouble with the limits of bytes and formats.
 */
/** A picture is drawn from the one of the job. */
record PictureOfTheJob() implements DrawingProcessor.Original {
    private static final int SIDE = 2_048;
    private static final int QUALITY = 92;
    private static final long LONGEST_MASK = 4_000_000;
    private static final int SHORT_SIDE = 512;
    private static final int TOKENS_OF_A_PICTURE = 65;
    private static final int TOKENS_OF_A_TILE = 129;

    /** What a look at all details adds, at most. */
    private static final int TOKENS_OF_FIDELITY = 6_240;

    @Override
    public String operation() {
        return "edit";
    }

    @Override
    public String path() {
        return "/images/edits";
    }

    @Override
    public DrawingProcessor.Request request(Drawing drawing, String prompt, StepContext context)
            throws IOException, InterruptedException {
        HttpBody.Form form = HttpBody.form();
        drawing.fields(prompt).forEach(form::field);
        Optional<ImageContent> mask =
                drawing.mask().isPresent() ? Optional.of(drawing.mask().get().of(context)) : Optional.empty();
        EncodedImage picture = picture(context, mask);
        String name = "image." + picture.format().extension();
        form.file("image", name, picture.format().mimeType(), picture.content());
        mask.ifPresent(content -> form.file("mask", "mask.png", ImageFormat.PNG.mimeType(), content));
        return new DrawingProcessor.Request(form.build(), mostTokens(picture));
    }

    private static EncodedImage picture(StepContext context, Optional<ImageContent> mask)
            throws IOException, InterruptedException {
        Variant box = mask.isPresent() ? ofSize(checked(mask.get())) : Variant.fit("openai-edit", SIDE, SIDE);
        boolean alpha = context.info().alpha();
        Variant copy = alpha ? box.png() : box.jpeg().quality(QUALITY);
        return context.render(RenderRequest.variants(List.of(copy))).of(copy).get(0);
    }

    private static Variant ofSize(ImageInfo mask) {
        return Variant.cover("openai-edit", mask.width(), mask.height()).enlarging();
    }

    private static ImageInfo checked(ImageContent mask) throws IOException {
        ImageInfo info = ImageEngine.standard().inspect(mask);
        if (info.format() != ImageFormat.PNG || !info.alpha() || mask.size() >= LONGEST_MASK) {
            throw new IllegalArgumentException("a mask is a PNG with transparency of less than 4 MB, not a "
                    + info.format() + " of " + mask.size() + " bytes" + (info.alpha() ? "" : " without it"));
        }
        return info;
    }

    private static long mostTokens(EncodedImage picture) {
        long tiles = PictureTokens.Tiles.tiles(picture.width(), picture.height(), SHORT_SIDE);
        return TOKENS_OF_A_PICTURE + TOKENS_OF_A_TILE * tiles + TOKENS_OF_FIDELITY;
    }
}
