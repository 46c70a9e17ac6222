// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.job.Job;
import dev.darkroom.paid.CallFailure;
import java.math.BigDecimal;
import java.util.Map;

/** What is asked of many things at once, each under an id of the host's. */
interface BatchWork {

    /** Returns the account's line for it. */
    Account.Line line(Account account);

    /** Returns where each of them would be asked for alone. */
    String path();

    /** Returns what is asked, by id. */
    Map<String, ObjectNode> requests(Job job);

    /** Returns what all of them use at most; nothing where that is not known. */
    Map<String, BigDecimal> expected(Job job, Map<String, ObjectNode> requests);

    /** Reads a result; throws why there is none. */
    Object result(ApiReply reply) throws CallFailure;

    /** Reads what was used. */
    Units used(ApiReply reply);
}
