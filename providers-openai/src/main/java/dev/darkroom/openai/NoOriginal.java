// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.http.HttpBody;
import dev.darkroom.process.StepContext;

/** A picture is drawn from nothing but words. */
record NoOriginal() implements DrawingProcessor.Original {

    @Override
    public String operation() {
        return "generation";
    }

    @Override
    public String path() {
        return "/images/generations";
    }

    @Override
    public DrawingProcessor.Request request(Drawing drawing, String prompt, StepContext context) {
        ObjectNode request = Wire.object();
        drawing.fields(prompt).forEach((name, value) -> {
            if (name.equals("output_compression")) {
                request.put(name, Integer.parseInt(value));
            } else {
                request.put(name, value);
            }
        });
        return new DrawingProcessor.Request(HttpBody.json(request.toString()), 0);
    }
}
