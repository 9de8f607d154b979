package io.agentfleet.executor.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Limits by prlimit(2), soft and hard alike; a hard limit that is lower already stays. Numbers from
 * asm-generic/resource.h and linux/time.h.
 *
 * <p>RLIMIT_DATA bounds memory, and not RLIMIT_AS: a JVM reserves address space of gigabytes that
 * it never touches (class space, code cache), and files are mapped; RLIMIT_DATA counts only private
 * writable pages (Linux 4.7 and later), which are what a bomb needs.
 */
final class ResourceLimits {

    static final int RLIMIT_CPU = 0;

    private static final int RLIMIT_FSIZE = 1;
    private static final int RLIMIT_DATA = 2;
    private static final int RLIMIT_CORE = 4;
    private static final int RLIMIT_NOFILE = 7;

    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;

    private ResourceLimits() {}

    static void apply(Native kernel, ConfinementLimits limits, Findings findings) {
        findings.add(
                lower(kernel, RLIMIT_DATA, limits.dataBytes()),
                "at most %d bytes of memory".formatted(limits.dataBytes()),
                "no limit of memory");
        findings.add(
                lower(kernel, RLIMIT_FSIZE, limits.fileBytes()),
                "at most %d bytes in a file".formatted(limits.fileBytes()),
                "no limit of the size of a file");
        findings.add(
                lower(kernel, RLIMIT_NOFILE, limits.openFiles()),
                "at most %d open files".formatted(limits.openFiles()),
                "no limit of open files");
        findings.add(lower(kernel, RLIMIT_CORE, 0), "no core file", "core files may be written");
    }

    /**
     * The process is killed when it has used {@code more} seconds of CPU from now on.
     *
     * @return 0, or the negative errno
     */
    static long cpuSeconds(Native kernel, long more) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment used = arena.allocate(16, 8);
            long failed =
                    kernel.call(SystemCall.CLOCK_GETTIME, CLOCK_PROCESS_CPUTIME_ID, used.address());
            if (failed < 0) {
                return failed;
            }
            long startedSeconds = Native.bytes(used).getLong(0) + 1;
            MemorySegment limit = read(kernel, RLIMIT_CPU, arena);
            long hard = Native.bytes(limit).getLong(8);
            Native.bytes(limit).putLong(unsignedMin(startedSeconds + more, hard));
            return kernel.call(SystemCall.PRLIMIT64, 0, RLIMIT_CPU, limit.address(), 0);
        }
    }

    private static long lower(Native kernel, int resource, long value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = read(kernel, resource, arena);
            long lowest = unsignedMin(value, Native.bytes(limit).getLong(8));
            Native.bytes(limit).putLong(lowest).putLong(lowest);
            return kernel.call(SystemCall.PRLIMIT64, 0, resource, limit.address(), 0);
        }
    }

    /** struct rlimit64: the soft and the hard limit. */
    private static MemorySegment read(Native kernel, int resource, Arena arena) {
        MemorySegment limit = arena.allocate(16, 8);
        kernel.call(SystemCall.PRLIMIT64, 0, resource, 0, limit.address());
        return limit;
    }

    /** No limit is the largest unsigned number. */
    private static long unsignedMin(long one, long other) {
        return Long.compareUnsigned(one, other) < 0 ? one : other;
    }
}
