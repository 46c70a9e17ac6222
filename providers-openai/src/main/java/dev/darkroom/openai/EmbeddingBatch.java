// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.job.Job;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.search.Embedding;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Embeds many texts. */
record EmbeddingBatch(TextEmbedding wish, Function<Job, Map<String, String>> texts) implements BatchWork {

    @Override
    public Account.Line line(Account account) {
        return account.batches("batch-embedding", wish.model());
    }

    @Override
    public String path() {
        return Embedder.PATH;
    }

    @Override
    public Map<String, ObjectNode> requests(Job job) {
        Map<String, ObjectNode> requests = new LinkedHashMap<>();
        texts.apply(job).forEach((id, text) -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("there is no text to embed for '" + id + "'");
            }
            requests.put(id, wish.request(text));
        });
        return requests;
    }

    @Override
    public Map<String, BigDecimal> expected(Job job, Map<String, ObjectNode> requests) {
        long tokens = requests.values().stream()
                .mapToLong(request -> Embedder.mostTokens(request.path("input").asText()))
                .sum();
        return new Units().add(Units.INPUT, tokens).map();
    }

    @Override
    public Embedding result(ApiReply reply) throws CallFailure {
        return Embedder.embedding(wish, reply);
    }

    @Override
    public Units used(ApiReply reply) {
        return Units.ofEmbedding(reply.body().path("usage"));
    }
}
