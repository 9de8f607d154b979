package io.agentfleet.executor.confinement;

import java.util.Optional;

/**
 * Confines this process for good, all its threads and without privileges. Whatever it reads
 * afterwards, it can neither open other files, nor reach the network, nor start a program, nor
 * touch another process, nor take more memory.
 *
 * <p>Call it once, before anything is read that is not trusted, on a thread that lives as long as
 * the process: the kernel's word that the parent is gone goes to that thread. "Parent" is the
 * thread that started this process, so that must be one of the platform that stays.
 */
public final class Confinement {

    private static final Optional<Native> KERNEL = Native.ofThisPlatform();

    private Confinement() {}

    /**
     * Gives what the platform can give, in one go. Nothing fails because something is missing: the
     * caller reads the report and decides.
     */
    public static ConfinementReport apply(ConfinementLimits limits, FileAccess access) {
        Findings findings = new Findings();
        KERNEL.ifPresentOrElse(
                kernel -> apply(kernel, limits, access, findings),
                () ->
                        findings.missing(
                                "no limits at all: this is %s on %s, and they are known for Linux on x86_64 and aarch64"
                                        .formatted(
                                                System.getProperty("os.name"),
                                                System.getProperty("os.arch"))));
        return findings.report();
    }

    private static void apply(
            Native kernel, ConfinementLimits limits, FileAccess access, Findings findings) {
        ProcessFlags.apply(kernel, findings);
        ResourceLimits.apply(kernel, limits, findings);
        findings.add(
                Seccomp.apply(kernel),
                "no network, no programs, no new processes, no other processes",
                "no limit of system calls: network, programs and other processes can be reached");
        // the filter has given no_new_privs to all threads, without which this is refused
        new Landlock(kernel).apply(access, findings);
    }

    /**
     * From now on this process may use so many seconds of CPU, all threads together and rounded up
     * by at most one; then the kernel kills it. Each call replaces the one before.
     *
     * @return whether the platform could
     */
    public static boolean cpuSeconds(long more) {
        return KERNEL.map(kernel -> ResourceLimits.cpuSeconds(kernel, more) >= 0).orElse(false);
    }
}
