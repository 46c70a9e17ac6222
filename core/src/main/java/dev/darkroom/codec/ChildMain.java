// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/*
 * The main thread does nothing but read, while another one works: so the child notices at once that its parent is gone,
 * however it went, even in the middle of a picture, and ends.
 */
/** A JVM that decodes for another one, which asks through the standard input. */
final class ChildMain {
    private final Line line;
    private final ImageEngine engine;

    private ChildMain(Line line, ImageEngine engine) {
        this.line = line;
        this.engine = engine;
    }

    public static void main(String[] arguments) throws IOException {
        Line line = new Line(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        // What a library prints must not get in between the answers.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        try {
            stayUntilTheParentIsGone(Thread.currentThread());
            line.greet();
            line.hearGreeting();
            new ChildMain(line, engine(line.receive(Opening.class))).work();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Whoever ends a service tells all its processes; the parent may still want to finish the picture at hand. */
    private static void stayUntilTheParentIsGone(Thread reading) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                reading.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static ImageEngine engine(Opening opening) {
        if (opening.maker().isEmpty()) {
            return new StandardEngine(opening.limits(), Codecs.found());
        }
        try {
            Object maker = Class.forName(opening.maker()).getConstructor().newInstance();
            return (ImageEngine) ((Supplier<?>) maker).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no engine can be made by " + opening.maker(), e);
        }
    }

    private void work() throws IOException {
        line.send(Opening.Ready.class, new Opening.Ready(List.copyOf(engine.writes())));
        ExecutorService worker = Executors.newSingleThreadExecutor();
        while (true) {
            Question question = line.receive(Question.class);
            worker.execute(() -> answer(question));
        }
    }

    private void answer(Question question) {
        try {
            line.send(Answer.class, answerTo(question));
        } catch (IOException | RuntimeException | Error e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private Answer answerTo(Question question) {
        try {
            ImageContent content = content(question.picture());
            Optional<RenderRequest> request = question.request();
            return request.isPresent()
                    ? new Answer.Made(engine.render(content, request.get()), engine.leftOut())
                    : new Answer.Told(engine.inspect(content));
        } catch (IOException | RuntimeException | Error e) {
            return Answer.to(e);
        }
    }

    private static ImageContent content(Question.Picture picture) throws IOException {
        if (picture instanceof Question.InFile file) {
            return ImageContent.of(Path.of(file.path()));
        }
        return ((Question.Sent) picture).content();
    }
}
