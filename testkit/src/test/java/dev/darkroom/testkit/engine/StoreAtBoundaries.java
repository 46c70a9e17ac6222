// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import dev.darkroom.job.JobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A store that tells before and after each call which one it is. */
final class StoreAtBoundaries {
    private StoreAtBoundaries() {}

    static JobStore of(JobStore store, Consumer<String> boundary) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    boundary.accept("before " + method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        boundary.accept("after " + method.getName());
                    }
                });
    }
}
