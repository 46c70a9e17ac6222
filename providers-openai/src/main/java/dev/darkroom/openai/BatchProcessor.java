// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.analysis.BatchResults;
import dev.darkroom.http.HttpBody;
import dev.darkroom.image.ImageContent;
import dev.darkroom.job.Job;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/*
 * A batch is the job's own and nobody else's, so it lives and dies with the job: no node gathers the wishes of many jobs, and
 * none has to survive for them. What is told to the provider beside the work finds it again: a key of the job, looked for
 * before a batch is created, and the call in the ledger that created it, which is settled when it is known what it used. So
 * whatever is lost (the reply, the worker, both), the batch is found and its call is no longer doubtful.
 */
/** Has much done at once, for half the price, within a day. */
final class BatchProcessor implements ImageProcessor<BatchResults> {
    private static final int MOST_REQUESTS = 50_000;
    private static final long LONGEST_INPUT = 200_000_000;
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final int PAGES = 100;
    private static final Duration TIME_TO_SEND = Duration.ofSeconds(150);

    private final BatchWork work;
    private final Account account;
    private final Account.Line line;

    BatchProcessor(BatchWork work, Account account) {
        this.work = work;
        this.account = account;
        this.line = work.line(account);
    }

    @Override
    public Lane lane() {
        return Lane.REMOTE;
    }

    @Override
    public boolean readsPicture() {
        return false;
    }

    @Override
    public StepOutcome<BatchResults> process(StepContext context) throws IOException, InterruptedException {
        Optional<String> ticket = context.ticket();
        return ticket.isPresent() ? look(context, ticket.get()) : begin(context);
    }

    private StepOutcome<BatchResults> begin(StepContext context) throws IOException, InterruptedException {
        Api api = account.reachedBy(context.http());
        String key = key(context);
        Optional<String> begun = find(api, key, context.job().submittedAt().minus(CLOCKS_DIFFER));
        return StepOutcome.waiting(begun.isPresent() ? begun.get() : create(context, key), FIRST_LOOK);
    }

    /** No job has the same, not even one of another database. */
    private static String key(StepContext context) {
        Job job = context.job();
        return job.recipe() + "/" + job.id() + "/" + context.step() + "/"
                + job.submittedAt().toEpochMilli();
    }

    /** Looks for a batch that was created before and of which nobody heard. */
    private Optional<String> find(Api api, String key, Instant since) throws CallFailure, InterruptedException {
        Map<String, String> page = Map.of("limit", "100");
        for (int i = 0; i < PAGES; i++) {
            JsonNode list = api.get("/batches", page, line.timeout()).body();
            Batch last = null;
            for (JsonNode one : list.path("data")) {
                last = new Batch(one);
                if (last.hasKey(key) && last.isOfUse() && last.id().isPresent()) {
                    return last.id();
                }
            }
            boolean more = list.path("has_more").asBoolean();
            if (!more || last == null || last.id().isEmpty() || last.createdAt().isBefore(since)) {
                return Optional.empty();
            }
            page = Map.of("limit", "100", "after", last.id().get());
        }
        return Optional.empty();
    }

    private String create(StepContext context, String key) throws IOException, InterruptedException {
        Map<String, ObjectNode> requests = work.requests(context.job());
        if (requests.isEmpty() || requests.size() > MOST_REQUESTS) {
            throw new IllegalArgumentException(
                    "a batch has 1 to " + MOST_REQUESTS + " requests, not " + requests.size());
        }
        ImageContent input = ImageContent.of(written(requests));
        PaidCall<String> call = line.call(operation -> create(account.reachedBy(context.http()), input, key, operation))
                .repeatable();
        Map<String, BigDecimal> expected = work.expected(context.job(), requests);
        return context.pay(expected.isEmpty() ? call : call.expecting(expected));
    }

    private byte[] written(Map<String, ObjectNode> requests) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        requests.forEach((id, request) -> {
            ObjectNode one =
                    Wire.object().put("custom_id", id).put("method", "POST").put("url", "/v1" + work.path());
            one.set("body", request);
            file.writeBytes((one + "\n").getBytes(StandardCharsets.UTF_8));
            if (file.size() > LONGEST_INPUT) {
                throw new IllegalArgumentException("a batch has at most " + LONGEST_INPUT + " bytes; make two of it");
            }
        });
        return file.toByteArray();
    }

    private Paid<String> create(Api api, ImageContent input, String key, String operation)
            throws CallFailure, InterruptedException {
        ObjectNode request = Wire.object()
                .put("input_file_id", upload(api, input))
                .put("endpoint", "/v1" + work.path())
                .put("completion_window", "24h");
        request.putObject("metadata").put(Batch.KEY, key).put(Batch.OPERATION, operation);
        ApiReply reply = api.post("/batches", HttpBody.json(request.toString()), line.timeout());
        return Paid.begun(new Batch(reply.body()).id().orElseThrow(() -> reply.lacking("the id of a batch")));
    }

    /** A file costs nothing, so one whose reply was lost is sent again. */
    private static String upload(Api api, ImageContent input) throws CallFailure, InterruptedException {
        HttpBody form = HttpBody.form()
                .field("purpose", "batch")
                .file("file", "darkroom.jsonl", "application/jsonl", input)
                .build();
        try {
            ApiReply reply = api.post("/files", form, TIME_TO_SEND);
            return new Batch(reply.body()).id().orElseThrow(() -> reply.lacking("the id of a file"));
        } catch (MaybeBilled e) {
            throw new RefusedForNow(String.valueOf(e.getMessage()), Duration.ofSeconds(10));
        }
    }

    private StepOutcome<BatchResults> look(StepContext context, String ticket)
            throws IOException, InterruptedException {
        Api api = account.reachedBy(context.http());
        Batch batch = new Batch(
                api.get("/batches/" + ticket, Map.of(), line.timeout()).body());
        return switch (batch.stage()) {
            case UNDER_WAY ->
                StepOutcome.waiting(ticket, batch.nextLook(context.clock().instant()));
            case REFUSED -> {
                batch.operation().ifPresent(operation -> context.settle(operation, Map.of()));
                yield StepOutcome.failed(batch.reason());
            }
            case ENDED -> StepOutcome.done(new BatchHarvest(work, api, batch).bringIn(context));
        };
    }
}
