// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.paid.CallFailure;

/** One of the two ways to ask about a picture; they ask and answer the same in different words. */
sealed interface VisionEndpoint permits ChatCompletions, Responses {

    /** Returns where it is asked. */
    String path();

    /**
     * Puts a question.
     *
     * @param picture the picture as a data URL
     */
    ObjectNode request(Question question, String prompt, String picture);

    /** Reads the answer; a call that was billed brings one even if it is useless. */
    Answer answer(Question question, ApiReply reply) throws CallFailure;
}
