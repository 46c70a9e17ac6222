// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.Darkroom;
import dev.darkroom.cost.Budget;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Price;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobId;
import dev.darkroom.job.Submission;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Guard;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.search.Duplicate;
import dev.darkroom.search.DuplicatePair;
import dev.darkroom.search.Embedding;
import dev.darkroom.search.Match;
import dev.darkroom.search.TextEmbedder;
import dev.darkroom.source.ImageSource;
import dev.darkroom.testkit.SamplePictures;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copies and similar pictures, found through a whole Darkroom. */
@Timeout(60)
class SearchTest {
    private static final String MODEL = "letters";

    private final Bench bench = new Bench();

    /** Counts letters a, b and c: a space in which everybody sees what is near. */
    private static Embedding letters(String text) {
        float[] numbers = new float[3];
        text.toLowerCase(Locale.ROOT)
                .chars()
                .filter(letter -> letter >= 'a' && letter <= 'c')
                .forEach(letter -> numbers[letter - 'a']++);
        return Embedding.of(MODEL, numbers);
    }

    private static final class Letters implements ImageProcessor<Embedding> {
        @Override
        public StepOutcome<Embedding> process(StepContext context) {
            return StepOutcome.done(letters(context.job().imageId().orElse("")));
        }

        @Override
        public boolean readsPicture() {
            return false;
        }
    }

    private static final class PaidLetters implements TextEmbedder {
        @Override
        public String model() {
            return MODEL;
        }

        @Override
        public PaidCall<Embedding> embedding(String text, GuardedHttp http) {
            Map<String, BigDecimal> units = Map.of("input_tokens", BigDecimal.valueOf(text.length()));
            return PaidCall.of(
                            new Usage.Service("acme", MODEL, "embedding"),
                            Guard.named("acme"),
                            operation -> Paid.of(letters(text), units))
                    .expecting(units)
                    .limitedBy(LimitRule.perMinute("acme/text", 3))
                    .repeatable();
        }
    }

    private static Step step() {
        return Step.of("letters", new Letters());
    }

    private static PriceBook prices() {
        return PriceBook.builtIn()
                .with(Price.of("acme", MODEL, LocalDate.of(2025, 1, 1)).each("input_tokens", Money.usd("0.10")));
    }

    private static void submit(Darkroom darkroom, String owner, String... imageIds) {
        for (String imageId : imageIds) {
            darkroom.submit(Bench.photo().imageId(imageId).owner(owner));
        }
        darkroom.runDue();
    }

    @Test
    void aTextFindsPicturesAndIsInTheLedgerForWhoAsked() throws Exception {
        try (Darkroom darkroom = bench.builder(step())
                .embedder(new PaidLetters())
                .prices(prices())
                .byHand()
                .build()) {
            submit(darkroom, "anna", "aaa", "bbb", "aab");
            submit(darkroom, "bert", "aaa2");

            List<Match> found = darkroom.search().ofOwner("anna").nearest("aa", 2);
            assertThat(found).extracting(Match::imageId).containsExactly("aaa", "aab");
            List<Usage> ledger = bench.store.costs().ofJob(0);
            assertThat(ledger).hasSize(1);
            assertThat(ledger.get(0).purpose().recipe()).isEqualTo("search");
            assertThat(ledger.get(0).purpose().owner()).isEqualTo("anna");
            assertThat(ledger.get(0).state()).isEqualTo(Usage.State.SETTLED);
            assertThat(ledger.get(0).cost()).isEqualTo(Money.usd("0.20"));

            darkroom.search().nearest("b", 2);
            assertThat(bench.store.costs().ofJob(0)).hasSize(2);
            assertThatThrownBy(() -> darkroom.search().nearest(" ", 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> darkroom.search().ofModel("other").nearest("b", 2))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void textsKeepToLimitsAndBudgets() throws Exception {
        try (Darkroom darkroom = bench.builder(step())
                .embedder(new PaidLetters())
                .prices(prices())
                .budget(Budget.of("texts", Money.usd("0.50")))
                .byHand()
                .build()) {
            submit(darkroom, "anna", "aaa");
            darkroom.search().nearest("aaaa", 2);

            assertThat(bench.events(JobEvent.BudgetReached.class))
                    .extracting(JobEvent::id)
                    .containsExactly(new JobId(0));
            assertThatThrownBy(() -> darkroom.search().nearest("aa", 2))
                    .isInstanceOf(CallFailure.class)
                    .hasMessageContaining("texts");
            darkroom.search().nearest("a", 2);
            assertThatThrownBy(() -> darkroom.search().nearest("a", 2))
                    .isInstanceOfSatisfying(
                            CallFailure.NotSent.class,
                            failure -> assertThat(failure.rest()).isPresent());
            bench.clock.advance(Duration.ofMinutes(1));
            assertThat(bench.store.costs().ofJob(0)).hasSize(2);
        }
    }

    @Test
    void nothingIsPaidForATextThatCouldNotBeCompared() throws Exception {
        try (Darkroom darkroom = bench.builder(Fingerprint.visual())
                .embedder(new PaidLetters())
                .byHand()
                .build()) {
            assertThat(darkroom.search().nearest("aa", 2)).isEmpty();
            assertThat(bench.store.costs().ofJob(0)).isEmpty();
        }
    }

    @Test
    void withoutAnEmbedderATextIsAClearError() {
        try (Darkroom darkroom = bench.byHand(step())) {
            submit(darkroom, "anna", "aaa", "aab");

            assertThat(darkroom.search().similar("aaa", 5))
                    .extracting(Match::imageId)
                    .containsExactly("aab");
            assertThatThrownBy(() -> darkroom.search().nearest("aa", 2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DarkroomBuilder.embedder");
        }
    }

    @Test
    void copiesOfAPictureAreFoundAndOtherPicturesAreNot() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (int seed = 0; seed < 12; seed++) {
            files.put("drawn-" + seed, jpeg(drawn(seed), 0.9f));
        }
        BufferedImage whole = drawn(3);
        files.put("scaled", jpeg(scaled(whole, 150, 112), 0.9f));
        files.put("recompressed", jpeg(whole, 0.2f));
        files.put("cropped", jpeg(whole.getSubimage(8, 6, 304, 228), 0.9f));
        files.put("quarters", jpeg(SamplePictures.quarters(320, 240), 0.9f));

        try (Darkroom darkroom = bench.builder(Fingerprint.visual())
                .source(ImageSource.bytes("bytes", name -> Optional.ofNullable(files.get(name))))
                .byHand()
                .build()) {
            for (String name : files.keySet()) {
                darkroom.submit(
                        Submission.of("photo", ImageRef.of("bytes", name)).imageId(name));
            }
            darkroom.runDue();

            int similar = Fingerprint.Print.SIMILAR;
            assertThat(darkroom.search().duplicates("drawn-3", similar))
                    .extracting(Duplicate::imageId)
                    .containsExactlyInAnyOrder("scaled", "recompressed", "cropped");
            assertThat(darkroom.search().duplicates("quarters", similar)).isEmpty();
            assertThat(darkroom.search().duplicates("drawn-5", similar)).isEmpty();
            assertThat(darkroom.search().duplicatesAmong(files.keySet(), similar))
                    .as("4 pictures make 6 pairs")
                    .hasSize(6)
                    .extracting(DuplicatePair::distance)
                    .isSorted();
        }
    }

    private static BufferedImage drawn(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, colour(random), random.nextInt(320), 240, colour(random)));
        g.fillRect(0, 0, 320, 240);
        for (int i = 0; i < 9; i++) {
            g.setColor(colour(random));
            g.fillOval(random.nextInt(260), random.nextInt(190), 30 + random.nextInt(140), 30 + random.nextInt(110));
        }
        g.dispose();
        return image;
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        g.dispose();
        return small;
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
