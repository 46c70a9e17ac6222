// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.cost.BudgetAlert;
import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.job.Job;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.Submission;
import dev.darkroom.limit.Admission;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.paid.Payer;
import dev.darkroom.process.StepCondition;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One call of one step: asks the condition and the limiter, calls the processor, and sorts what comes of it. */
final class StepCall implements StepContext, StepCondition.Facts, Payer {
    private final Step step;
    private final StepRecord record;
    private final JobRun run;
    private final Workshop shop;
    private final List<StoredFile> files = new CopyOnWriteArrayList<>();

    private final List<Usage> paid = new CopyOnWriteArrayList<>();
    private final Stint stint = new Stint();

    StepCall(Step step, StepRecord record, JobRun run, Workshop shop) {
        this.step = step;
        this.record = record;
        this.run = run;
        this.shop = shop;
    }

    StepEnd call() {
        stint.begin(clock().instant().plus(step.timeout()));
        try {
            return run.isStopped() ? new StepEnd.Stopped() : work();
        } catch (InterruptedException e) {
            return interrupted(e);
        } catch (Throwable e) {
            return run.isStopped() ? new StepEnd.Stopped() : timedOutOr(Troubles.sort(e));
        } finally {
            stint.end();
        }
    }

    private StepEnd work() throws IOException, InterruptedException {
        Optional<StepCondition> condition = step.condition();
        if (condition.isPresent() && !condition.get().test(this)) {
            return new StepEnd.NotNeeded();
        }
        Optional<StepOutcome<?>> sentAway = sentAwayByLimit();
        if (sentAway.isPresent()) {
            return new StepEnd.Told(sentAway.get(), false);
        }
        run.publish(at -> new JobEvent.StepStarted(run.id(), at, step.name(), tryNumber()));
        StepOutcome<?> outcome = step.processor().process(this);
        return outcome == null ? StepEnd.failed("its processor returned nothing") : new StepEnd.Told(outcome, false);
    }

    private Optional<StepOutcome<?>> sentAwayByLimit() throws InterruptedException {
        if (step.limit().isEmpty() || record.ticket().isPresent()) {
            return Optional.empty();
        }
        Admission admission = shop.turnstile().pass(step.limit().get());
        if (admission instanceof Admission.Parked parked) {
            return Optional.of(StepOutcome.postponed(parked.rest(), parked.reason()));
        }
        return admission instanceof Admission.Refused refused
                ? Optional.of(StepOutcome.failed(refused.reason()))
                : Optional.empty();
    }

    private StepEnd interrupted(InterruptedException e) {
        return run.isStopped() ? new StepEnd.Stopped() : timedOutOr(Troubles.sort(e));
    }

    private StepEnd timedOutOr(StepOutcome<?> outcome) {
        return new StepEnd.Told(
                stint.wasOverdue() ? StepOutcome.retry("took longer than " + words(step.timeout())) : outcome, true);
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    void interrupt() {
        stint.interrupt();
    }

    void interruptIfOverdue(Instant now) {
        stint.interruptIfOverdue(now);
    }

    Step definition() {
        return step;
    }

    StepRecord record() {
        return record;
    }

    List<StoredFile> files() {
        return files;
    }

    @Override
    public Job job() {
        return run.job();
    }

    @Override
    public String step() {
        return step.name();
    }

    @Override
    public int tryNumber() {
        return record.tries() + 1;
    }

    @Override
    public Optional<String> ticket() {
        return record.ticket();
    }

    @Override
    public ImageContent source() throws IOException, InterruptedException {
        return run.picture().content();
    }

    @Override
    public ImageInfo info() throws IOException, InterruptedException {
        return run.picture().info();
    }

    @Override
    public Rendered rendered() throws IOException, InterruptedException {
        RenderRequest wants = step.processor().wants();
        if (wants.isEmpty()) {
            throw new IllegalStateException("step '" + step.name()
                    + "' asks for a rendered picture, but its processor's" + " wants() said nothing of it");
        }
        return run.picture().rendered(wants);
    }

    @Override
    public Rendered render(RenderRequest request) throws IOException, InterruptedException {
        return run.picture().render(request);
    }

    @Override
    public StoredFile storeOriginal(String extension, ImageContent content) throws IOException {
        return keep(shop.storage().put(shop.originals().place(run.placement("original", extension, content)), content));
    }

    @Override
    public StoredFile storeRendition(String role, String extension, ImageContent content) throws IOException {
        return keep(shop.storage().put(shop.renditions().place(run.placement(role, extension, content)), content));
    }

    private StoredFile keep(StoredFile file) {
        files.add(file);
        return file;
    }

    @Override
    public void progress(double fraction, String note) {
        run.publish(at -> new JobEvent.StepProgressed(run.id(), at, step.name(), fraction, note));
    }

    /** Returns the ends of paid calls that it made. */
    List<Usage> paid() {
        return paid;
    }

    @Override
    public void intend(Usage intent) throws InterruptedException {
        run.writeIntent(intent);
    }

    @Override
    public <R> R pay(PaidCall<R> call) throws CallFailure, InterruptedException {
        return shop.paid().pay(call, this);
    }

    @Override
    public void settle(String operation, Map<String, BigDecimal> units) {
        shop.paid().settled(operation, units).ifPresent(paid::add);
    }

    @Override
    public GuardedHttp http() {
        return shop.http();
    }

    @Override
    public String newOperation() {
        return run.newOperation();
    }

    @Override
    public Usage.Purpose purpose() {
        Submission submission = job().submission();
        return new Usage.Purpose(
                run.id().value(),
                submission.recipe(),
                step.name(),
                tryNumber(),
                submission.owner().orElse(null));
    }

    /** Looks only where there was a lease before, and not while a provider still works on what was begun. */
    @Override
    public List<Usage> leftBehind() {
        if (run.lease().token() <= 1 || record.ticket().isPresent()) {
            return List.of();
        }
        return shop.store().costs().ofJob(run.id().value()).stream()
                .filter(usage -> usage.state() == Usage.State.INTENT
                        && usage.purpose().step().equals(step.name())
                        && !run.isOperationOfThis(usage.operation()))
                .toList();
    }

    @Override
    public void alert(BudgetAlert alert) {
        run.publish(at -> new JobEvent.BudgetReached(run.id(), at, alert));
    }

    @Override
    public void ended(Usage end) {
        paid.add(end);
    }

    @Override
    public InstantSource clock() {
        return shop.clock();
    }
}
