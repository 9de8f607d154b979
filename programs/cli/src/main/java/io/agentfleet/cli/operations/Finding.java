package io.agentfleet.cli.operations;

/**
 * What a check found.
 *
 * @param what was looked at
 * @param grade how it is
 * @param message what was found
 * @param remedy what to do; empty if nothing
 */
public record Finding(String what, Grade grade, String message, String remedy) {

    /** How it is. */
    public enum Grade {
        OK,
        WARNING,
        PROBLEM
    }

    static Finding ok(String what, String message) {
        return new Finding(what, Grade.OK, message, "");
    }

    static Finding warning(String what, String message, String remedy) {
        return new Finding(what, Grade.WARNING, message, remedy);
    }

    static Finding problem(String what, String message, String remedy) {
        return new Finding(what, Grade.PROBLEM, message, remedy);
    }
}
