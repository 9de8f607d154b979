package io.agentfleet.bench.run;

import java.lang.management.ManagementFactory;

/** The machine of the bench, printed with its figures. */
final class Machine {

    private Machine() {}

    static String words() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "%s %s, %d processors, load average %.1f at the end, Java %s; fleet, Kafka, Redis and the bench itself share it"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        load,
                        System.getProperty("java.version"));
    }
}
