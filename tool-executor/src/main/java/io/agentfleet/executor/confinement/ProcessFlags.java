package io.agentfleet.executor.confinement;

/** Flags of this process and of the calling thread. Sources: prctl(2), linux/prctl.h. */
final class ProcessFlags {

    static final int PR_SET_PDEATHSIG = 1;
    static final int PR_SET_DUMPABLE = 4;

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SIGKILL = 9;

    private ProcessFlags() {}

    static void apply(Native kernel, Findings findings) {
        findings.add(
                kernel.call(SystemCall.PRCTL, PR_SET_NO_NEW_PRIVS, 1),
                "no new privileges",
                "other programs may give new privileges");
        findings.add(
                kernel.call(SystemCall.PRCTL, PR_SET_DUMPABLE, 0),
                "memory closed to processes of the same user",
                "memory is open to processes of the same user");
        findings.add(
                kernel.call(SystemCall.PRCTL, PR_SET_PDEATHSIG, SIGKILL),
                "ends with the thread that started it",
                "does not end with the process that started it");
    }
}
