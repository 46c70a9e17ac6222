// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.analysis;

import dev.darkroom.job.StepResult;

/**
 * What a model said about a picture, in the form that it was asked for.
 *
 * <pre>{@code
 * record Caption(String caption, List<String> tags) {}
 *
 * Caption caption = job.result("caption", Analysis.class).as(Caption.class);
 * }</pre>
 *
 * @param name what was asked, such as {@code caption}
 * @param version which version of the question it was
 * @param model which model answered
 * @param json the answer
 */
public record Analysis(String name, int version, String model, String json) {

    /** Reads the answer as a record of this type; fields that the type doesn't have are passed over. */
    public <R> R as(Class<R> type) {
        return new StepResult(type.getName(), json).as(type);
    }
}
