// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.jdbc.JdbcJobStore;
import dev.darkroom.jdbc.JdbcSettings;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import java.util.Map;

/** Opens what jobs are kept in. */
interface Stores {
    String USER = "DARKROOM_DB_USER";
    String PASSWORD = "DARKROOM_DB_PASSWORD";

    /** Opens a store, or throws {@link UsageException}. */
    JobStore open(Place place);

    /** Whether there may be jobs in it. */
    default boolean mayHaveJobs(Place place) {
        return place.mayHaveJobs();
    }

    /** Opens memory or a database; who is named in the environment is who the database is told of. */
    static Stores standard(Map<String, String> environment) {
        return place -> {
            if (place.isMemory()) {
                return JobStore.inMemory();
            }
            try {
                return JdbcJobStore.open(settings(place, environment));
            } catch (JobStoreException | IllegalStateException | IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()), e);
            }
        };
    }

    private static JdbcSettings settings(Place place, Map<String, String> environment) {
        JdbcSettings settings = JdbcSettings.url(place.url());
        if (place.isBesideFiles()) {
            return settings;
        }
        String user = environment.getOrDefault(USER, "");
        String password = environment.getOrDefault(PASSWORD, "");
        settings = user.isEmpty() ? settings : settings.user(user);
        return password.isEmpty() ? settings : settings.password(password);
    }
}
