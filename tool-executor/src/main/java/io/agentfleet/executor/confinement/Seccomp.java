package io.agentfleet.executor.confinement;

import static io.agentfleet.executor.confinement.SeccompRule.Condition.hasFlags;
import static io.agentfleet.executor.confinement.SeccompRule.Condition.highIsNot;
import static io.agentfleet.executor.confinement.SeccompRule.Condition.is;
import static io.agentfleet.executor.confinement.SeccompRule.Condition.isNot;
import static io.agentfleet.executor.confinement.SeccompRule.Condition.lacksFlag;

import io.agentfleet.executor.confinement.SeccompProgram.Instruction;
import io.agentfleet.executor.confinement.SeccompRule.Condition;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which system calls every thread of this process is refused, for good: network, other programs,
 * new processes, other processes, memory that no limit counts, attributes of files, the kernel; and
 * higher limits. Threads, memory and files work as before. Needs no_new_privs.
 *
 * <p>Sources: seccomp(2), linux/seccomp.h, clone(2), mmap(2), prctl(2), prlimit(2).
 */
final class Seccomp {

    private static final int SET_MODE_FILTER = 1;
    private static final int FILTER_FLAG_TSYNC = 1;

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private static final int CLONE_THREAD = 0x10000;
    private static final int MAP_SHARED_ANONYMOUS = 0x21;
    private static final int MAP_GROWSDOWN = 0x100;

    private Seccomp() {}

    /**
     * Puts the filter on all threads, those of the JVM too.
     *
     * @return 0, or the negative errno
     */
    static long apply(Native kernel) {
        int process = (int) kernel.call(SystemCall.GETPID);
        List<Instruction> program = SeccompProgram.of(kernel.architecture(), rules(process));
        try (Arena arena = Arena.ofConfined()) {
            // struct sock_fprog: a count, padding, a pointer
            MemorySegment header = arena.allocate(16, 8);
            Native.bytes(header)
                    .putShort((short) program.size())
                    .putLong(8, written(program, arena).address());
            return kernel.call(
                    SystemCall.SECCOMP, SET_MODE_FILTER, FILTER_FLAG_TSYNC, header.address());
        }
    }

    private static MemorySegment written(List<Instruction> program, Arena arena) {
        MemorySegment steps = arena.allocate(8L * program.size(), 8);
        ByteBuffer bytes = Native.bytes(steps);
        for (Instruction step : program) {
            bytes.putShort((short) step.code())
                    .put((byte) step.ifTrue())
                    .put((byte) step.ifFalse())
                    .putInt(step.constant());
        }
        return steps;
    }

    /** What process {@code own} is refused. */
    static List<SeccompRule> rules(int own) {
        List<SeccompRule> rules =
                new ArrayList<>(
                        List.of(
                                // the C library makes threads by clone where clone3 is unknown,
                                // and the flags of clone can be looked at
                                new SeccompRule(SystemCall.CLONE3, ENOSYS, List.of()),
                                refuse(SystemCall.CLONE, lacksFlag(0, CLONE_THREAD)),
                                refuse(SystemCall.KILL, isNot(0, own)),
                                refuse(SystemCall.TGKILL, isNot(0, own)),
                                refuse(SystemCall.RT_SIGQUEUEINFO, isNot(0, own)),
                                refuse(SystemCall.RT_TGSIGQUEUEINFO, isNot(0, own)),
                                // memory that RLIMIT_DATA does not count
                                refuse(SystemCall.MMAP, hasFlags(3, MAP_SHARED_ANONYMOUS)),
                                refuse(SystemCall.MMAP, hasFlags(3, MAP_GROWSDOWN)),
                                refuse(SystemCall.PRCTL, is(0, ProcessFlags.PR_SET_PDEATHSIG)),
                                refuse(SystemCall.PRCTL, is(0, ProcessFlags.PR_SET_DUMPABLE)),
                                // limits of this process alone, and but for CPU time only read
                                refuse(SystemCall.PRLIMIT64, isNot(0, 0), isNot(0, own)),
                                refuse(
                                        SystemCall.PRLIMIT64,
                                        isNot(1, ResourceLimits.RLIMIT_CPU),
                                        isNot(2, 0)),
                                refuse(
                                        SystemCall.PRLIMIT64,
                                        isNot(1, ResourceLimits.RLIMIT_CPU),
                                        highIsNot(2, 0))));
        for (SystemCall call : SystemCall.refused()) {
            rules.add(refuse(call));
        }
        return rules;
    }

    private static SeccompRule refuse(SystemCall call, Condition... conditions) {
        return new SeccompRule(call, EPERM, List.of(conditions));
    }
}
