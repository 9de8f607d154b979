package io.agentfleet.executor.confinement;

import java.util.List;

/**
 * A system call is answered with an error if all conditions hold; without conditions, always.
 *
 * @param errno what the caller gets
 */
record SeccompRule(SystemCall call, int errno, List<Condition> conditions) {

    SeccompRule {
        conditions = List.copyOf(conditions);
    }

    /**
     * One look at the bits of {@code mask} in one half of an argument.
     *
     * @param offset where the half is in struct seccomp_data
     * @param equal whether the bits must equal {@code value}, or differ from it
     */
    record Condition(int offset, int mask, int value, boolean equal) {

        private static final int ALL = -1;

        /** All bits of {@code flags} are set. */
        static Condition hasFlags(int argument, int flags) {
            return new Condition(low(argument), flags, flags, true);
        }

        static Condition lacksFlag(int argument, int flag) {
            return new Condition(low(argument), flag, 0, true);
        }

        static Condition is(int argument, int value) {
            return new Condition(low(argument), ALL, value, true);
        }

        static Condition isNot(int argument, int value) {
            return new Condition(low(argument), ALL, value, false);
        }

        static Condition highIsNot(int argument, int value) {
            return new Condition(low(argument) + Integer.BYTES, ALL, value, false);
        }

        /** Both architectures store the lower half first. */
        private static int low(int argument) {
            return SeccompProgram.ARGUMENTS + argument * Long.BYTES;
        }
    }
}
