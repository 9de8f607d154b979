package io.agentfleet.executor.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which files this process may open; TCP, abstract Unix sockets and signals to other processes are
 * denied. All threads are reached from version 8 on by the kernel, before by {@link OlderThreads}.
 * Needs no_new_privs.
 *
 * <p>Sources: landlock(7), linux/landlock.h.
 */
final class Landlock {

    private static final int CREATE_RULESET_VERSION = 1;
    private static final int CREATE_RULESET_ERRATA = 2;
    private static final int RULE_PATH_BENEATH = 1;
    private static final int RESTRICT_ALL_THREADS = 1 << 3;

    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_DIR = 1 << 3;
    private static final long REMOVE_DIR = 1 << 4;
    private static final long REMOVE_FILE = 1 << 5;
    private static final long MAKE_DIR = 1 << 7;
    private static final long MAKE_REG = 1 << 8;
    private static final long REFER = 1 << 13;
    private static final long TRUNCATE = 1 << 14;
    private static final long IOCTL_DEV = 1 << 15;

    private static final int ABI_OF_REFER = 2;
    private static final int ABI_OF_TRUNCATE = 3;
    private static final int ABI_OF_NETWORK = 4;
    private static final int ABI_OF_IOCTL_DEV = 5;
    private static final int ABI_OF_SCOPES = 6;
    private static final int ABI_OF_ALL_THREADS = 8;

    private static final long READ = READ_FILE | READ_DIR;
    private static final long WRITE =
            WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE;

    /** The rights that a rule of a single file may name. */
    private static final long OF_A_FILE = WRITE_FILE | READ_FILE | TRUNCATE;

    private static final long NETWORK_BIND_AND_CONNECT = 3;
    private static final long SCOPE_ABSTRACT_UNIX_SOCKET = 1;
    private static final long SCOPE_SIGNAL = 2;

    /** Erratum 2: signals between threads of one process are let through. */
    private static final long SIGNALS_WITHIN_A_PROCESS = 1 << 1;

    /** Stays open: what nobody holds here may come back as another inode, without the rule. */
    private static final Path PROC = Path.of("/proc");

    private static final int AT_FDCWD = -100;
    private static final int O_PATH_CLOEXEC = 0x200000 | 0x80000;

    private final Native kernel;
    private final int abi;

    Landlock(Native kernel) {
        this.kernel = kernel;
        this.abi =
                (int) kernel.call(SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_RULESET_VERSION);
    }

    /** The kernel's version of Landlock, below 1 if it has none. */
    int abi() {
        return abi;
    }

    void apply(FileAccess access, Findings findings) {
        if (abi < 1) {
            findings.missing("no limit of files: the kernel has no Landlock");
            return;
        }
        long rules = create();
        if (rules < 0) {
            findings.add(rules, "", "no limit of files");
            return;
        }
        for (Path path : SystemFiles.readable()) {
            allow(rules, path, READ);
        }
        for (Path path : access.readable()) {
            allow(rules, path, READ);
        }
        allow(rules, access.writable(), READ | WRITE);
        boolean older = abi >= ABI_OF_ALL_THREADS || new OlderThreads(kernel).restrict(rules);
        boolean given =
                findings.add(
                        restrict(rules),
                        "files: writes %s, reads %s and what a JVM needs"
                                .formatted(access.writable(), access.readable()),
                        "no limit of files");
        if (given) {
            addGaps(older, findings);
        }
        kernel.call(SystemCall.CLOSE, rules);
    }

    private void addGaps(boolean older, Findings findings) {
        if (!older) {
            findings.missing(
                    "no limit of files for threads of the JVM that were there before: Landlock of this kernel is version %d, not %d"
                            .formatted(abi, ABI_OF_ALL_THREADS));
        }
        if (abi < ABI_OF_TRUNCATE) {
            findings.missing(
                    "files outside may be emptied: Landlock of this kernel is version %d, not %d"
                            .formatted(abi, ABI_OF_TRUNCATE));
        }
    }

    private long restrict(long rules) {
        return kernel.call(
                SystemCall.LANDLOCK_RESTRICT_SELF,
                rules,
                abi >= ABI_OF_ALL_THREADS ? RESTRICT_ALL_THREADS : 0);
    }

    /** A file descriptor, or the negative errno. */
    private long create() {
        try (Arena arena = Arena.ofConfined()) {
            // struct landlock_ruleset_attr; fields that an old kernel does not know must be 0
            MemorySegment attributes = arena.allocate(24, 8);
            Native.bytes(attributes)
                    .putLong(supported())
                    .putLong(abi >= ABI_OF_NETWORK ? NETWORK_BIND_AND_CONNECT : 0)
                    .putLong(abi >= ABI_OF_SCOPES ? scopes() : 0);
            return kernel.call(
                    SystemCall.LANDLOCK_CREATE_RULESET,
                    attributes.address(),
                    attributes.byteSize());
        }
    }

    /** What the kernel can deny: all rights up to the last one of its version. */
    private long supported() {
        long last =
                abi >= ABI_OF_IOCTL_DEV
                        ? IOCTL_DEV
                        : abi >= ABI_OF_TRUNCATE
                                ? TRUNCATE
                                : abi >= ABI_OF_REFER ? REFER : REFER >> 1;
        return 2 * last - 1;
    }

    /** The JVM signals its threads, and some of them are outside of these rules. */
    private long scopes() {
        long errata = kernel.call(SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_RULESET_ERRATA);
        boolean signals = errata > 0 && (errata & SIGNALS_WITHIN_A_PROCESS) != 0;
        return SCOPE_ABSTRACT_UNIX_SOCKET | (signals ? SCOPE_SIGNAL : 0);
    }

    private void allow(long rules, Path path, long rights) {
        try (Arena arena = Arena.ofConfined()) {
            long file =
                    kernel.call(
                            SystemCall.OPENAT,
                            AT_FDCWD,
                            arena.allocateFrom(path.toString()).address(),
                            O_PATH_CLOEXEC);
            if (file < 0) {
                return;
            }
            // struct landlock_path_beneath_attr, packed
            MemorySegment rule = arena.allocate(12, 8);
            long fitting = Files.isDirectory(path) ? rights : rights & OF_A_FILE;
            Native.bytes(rule).putLong(fitting & supported()).putInt((int) file);
            kernel.call(SystemCall.LANDLOCK_ADD_RULE, rules, RULE_PATH_BENEATH, rule.address());
            if (!path.startsWith(PROC)) {
                kernel.call(SystemCall.CLOSE, file);
            }
        }
    }
}
