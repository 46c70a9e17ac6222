// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists what can be done with a picture. */
@Command(name = "recipes", description = "Lists the recipes and what they make.", mixinStandardHelpOptions = true)
final class RecipesCommand implements Callable<Integer> {
    private final Host host;

    RecipesCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Table table = Table.of("RECIPE", "MAKES");
        try (Services services = Services.real(host.environment())) {
            Recipes.with(services)
                    .all()
                    .forEach(known -> table.row(known.recipe().name(), known.description()));
        }
        table.print(host.out(), host.screen().width());
        return 0;
    }
}
