// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Has child JVMs decode, so that neither a crash nor a lack of memory nor a decoder that never ends comes near. */
final class IsolatedEngine implements ImageEngine {
    private final Isolation settings;
    private final ChildPool children;
    private final Set<ImageFormat> leftOut = ConcurrentHashMap.newKeySet();

    // Written again and again with the same.
    private volatile @Nullable Set<ImageFormat> writes;

    IsolatedEngine(Isolation settings) {
        this.settings = settings;
        this.children = new ChildPool(settings);
    }

    @Override
    public ImageInfo inspect(ImageContent content) throws IOException {
        return ask(() -> Question.header(content)).info();
    }

    @Override
    public Rendered render(ImageContent content, RenderRequest request) throws IOException {
        Answer answer = ask(() -> Question.render(content, request));
        leftOut.addAll(answer.leftOut());
        return answer.rendered();
    }

    @Override
    public Set<ImageFormat> writes() {
        Set<ImageFormat> known = writes;
        if (known == null) {
            known = askWrites();
            writes = known;
        }
        return known;
    }

    /** Returns what any child has left out, those included that have ended since. */
    @Override
    public Set<ImageFormat> leftOut() {
        return Set.copyOf(leftOut);
    }

    private Set<ImageFormat> askWrites() {
        try {
            Child child = children.take();
            children.giveBack(child, true);
            return child.writes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer ask(Faults.Work<Question> asked) throws IOException {
        return Faults.asMemoryAllows(() -> {
            Question question = asked.run();
            Child child = children.take();
            boolean sound = false;
            try {
                Answer answer = child.ask(question, settings.longest());
                sound = !(answer instanceof Answer.Shortage);
                return answer;
            } finally {
                children.giveBack(child, sound);
            }
        });
    }
}
