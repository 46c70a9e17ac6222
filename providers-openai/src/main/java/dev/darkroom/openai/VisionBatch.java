// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.job.Job;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.Refused;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks one question about many pictures, which the provider fetches itself. */
record VisionBatch(Question question, Function<Job, Map<String, String>> addresses) implements BatchWork {

    @Override
    public Account.Line line(Account account) {
        return account.batches("batch-vision", question.model());
    }

    @Override
    public String path() {
        return question.endpoint().path();
    }

    @Override
    public Map<String, ObjectNode> requests(Job job) {
        Map<String, ObjectNode> requests = new LinkedHashMap<>();
        String prompt = question.promptFor(job);
        addresses.apply(job).forEach((id, address) -> {
            if (!address.startsWith("https://") && !address.startsWith("data:image/")) {
                throw new IllegalArgumentException(
                        "the picture '" + id + "' is neither at an address with https:// nor a data URL");
            }
            requests.put(id, question.endpoint().request(question, prompt, address));
        });
        return requests;
    }

    /** Nobody knows how large the pictures are, so they are taken to be as large as the model makes use of. */
    @Override
    public Map<String, BigDecimal> expected(Job job, Map<String, ObjectNode> requests) {
        Optional<PictureTokens> counting = PictureTokens.of(question.model());
        if (counting.isEmpty()) {
            return Map.of();
        }
        int side = counting.get().longestSide(question.detail());
        long each = counting.get().count(side, side, question.detail()) + question.mostWords(question.promptFor(job));
        return new Units()
                .add(Units.INPUT, each * requests.size())
                .add(Units.OUTPUT, (long) question.mostTokens() * requests.size())
                .map();
    }

    @Override
    public Analysis result(ApiReply reply) throws CallFailure {
        Answer answer = question.endpoint().answer(question, reply);
        if (!answer.trouble().isEmpty()) {
            throw new Refused(answer.trouble());
        }
        return answer.analysis(question);
    }

    @Override
    public Units used(ApiReply reply) {
        return Units.ofAnswer(reply.body().path("usage"));
    }
}
