// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process takes of the machine. */
final class Effort {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long cpuBefore = system.getProcessCpuTime();
    private final long before = System.nanoTime();

    /** Returns what was taken since this was made. */
    Receipt receipt(long bytes) throws IOException {
        long wall = System.nanoTime() - before;
        return new Receipt(system.getProcessCpuTime() - cpuBefore, wall, bytes, peakKilobytes(), null);
    }

    /** Returns the largest resident size so far, or 0 where the system has no such file. */
    static long peakKilobytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
