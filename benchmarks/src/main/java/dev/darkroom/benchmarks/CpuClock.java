// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processor time of this whole JVM: all of its threads, the collector's and the compiler's too. */
final class CpuClock {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Returns nanoseconds, of which many systems count only each hundredth of a second. */
    long nanos() {
        long nanos = system.getProcessCpuTime();
        if (nanos < 0) {
            throw new IllegalStateException("this JVM can't tell its processor time");
        }
        return nanos;
    }
}
