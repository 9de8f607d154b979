package io.agentfleet.localfleet.failure;

/** What {@code ./fleet} ends with. */
public final class ExitCode {

    public static final int OK = 0;

    /** The task, the tests or a check failed. */
    public static final int FAILED = 1;

    /** The command line cannot be understood, or names something that is not there. */
    public static final int USAGE = 2;

    /** The fleet is not running. */
    public static final int NOT_RUNNING = 3;

    /** The fleet, or a part of it, did not start. */
    public static final int NOT_STARTED = 4;

    /** The time given with --timeout was over. */
    public static final int TIMED_OUT = 5;

    /** The task completed, but the question could not be answered. */
    public static final int UNANSWERED = 6;

    /** Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
