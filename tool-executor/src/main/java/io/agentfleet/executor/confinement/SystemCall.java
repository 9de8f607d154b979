package io.agentfleet.executor.confinement;

import static io.agentfleet.executor.confinement.SystemCall.Allowed.ALWAYS;
import static io.agentfleet.executor.confinement.SystemCall.Allowed.NEVER;
import static io.agentfleet.executor.confinement.SystemCall.Allowed.SOMETIMES;

import java.util.ArrayList;
import java.util.List;

/**
 * The system calls that are made or refused here, with their numbers on x86_64 (asm/unistd_64.h)
 * and aarch64 (asm-generic/unistd.h); -1 where there is none.
 */
enum SystemCall {
    // what the confinement itself calls
    CLOSE(3, 57, ALWAYS),
    CLOCK_GETTIME(228, 113, ALWAYS),
    GETPID(39, 172, ALWAYS),
    GETTID(186, 178, ALWAYS),
    LANDLOCK_ADD_RULE(445, 445, ALWAYS),
    LANDLOCK_CREATE_RULESET(444, 444, ALWAYS),
    LANDLOCK_RESTRICT_SELF(446, 446, ALWAYS),
    MPROTECT(10, 226, ALWAYS),
    MUNMAP(11, 215, ALWAYS),
    OPENAT(257, 56, ALWAYS),
    PRCTL(157, 167, SOMETIMES),
    PRLIMIT64(302, 261, SOMETIMES),
    RT_SIGACTION(13, 134, ALWAYS),
    RT_SIGRETURN(15, 139, ALWAYS),
    SECCOMP(317, 277, ALWAYS),
    SETRLIMIT(160, 164, NEVER),
    TGKILL(234, 131, SOMETIMES),

    // the network
    CONNECT(42, 203, NEVER),
    SOCKET(41, 198, NEVER),
    SOCKETPAIR(53, 199, NEVER),

    // other programs and new processes
    CLONE(56, 220, SOMETIMES),
    CLONE3(435, 435, SOMETIMES),
    EXECVE(59, 221, NEVER),
    EXECVEAT(322, 281, NEVER),
    FORK(57, -1, NEVER),
    VFORK(58, -1, NEVER),

    // other processes
    KCMP(312, 272, NEVER),
    KILL(62, 129, SOMETIMES),
    PIDFD_GETFD(438, 438, NEVER),
    PIDFD_OPEN(434, 434, NEVER),
    PIDFD_SEND_SIGNAL(424, 424, NEVER),
    PROCESS_MADVISE(440, 440, NEVER),
    PROCESS_MRELEASE(448, 448, NEVER),
    PROCESS_VM_READV(310, 270, NEVER),
    PROCESS_VM_WRITEV(311, 271, NEVER),
    PTRACE(101, 117, NEVER),
    RT_SIGQUEUEINFO(129, 138, SOMETIMES),
    RT_TGSIGQUEUEINFO(297, 240, SOMETIMES),
    TKILL(200, 130, NEVER),

    // the processor's share
    IOPRIO_SET(251, 30, NEVER),
    SCHED_SETAFFINITY(203, 122, NEVER),
    SCHED_SETATTR(314, 274, NEVER),
    SCHED_SETPARAM(142, 118, NEVER),
    SCHED_SETSCHEDULER(144, 119, NEVER),
    SETPRIORITY(141, 140, NEVER),

    // memory that no limit counts, and queues shared with other processes
    MEMFD_CREATE(319, 279, NEVER),
    MEMFD_SECRET(447, 447, NEVER),
    MMAP(9, 222, SOMETIMES),
    MQ_OPEN(240, 180, NEVER),
    MSGGET(68, 186, NEVER),
    SEMGET(64, 190, NEVER),
    SHMAT(30, 196, NEVER),
    SHMGET(29, 194, NEVER),

    // owners, modes, times and attributes of files, which Landlock leaves alone
    CHMOD(90, -1, NEVER),
    CHOWN(92, -1, NEVER),
    FCHMOD(91, 52, NEVER),
    FCHMODAT(268, 53, NEVER),
    FCHMODAT2(452, 452, NEVER),
    FCHOWN(93, 55, NEVER),
    FCHOWNAT(260, 54, NEVER),
    FILE_SETATTR(469, 469, NEVER),
    FREMOVEXATTR(199, 16, NEVER),
    FSETXATTR(190, 7, NEVER),
    FUTIMESAT(261, -1, NEVER),
    LCHOWN(94, -1, NEVER),
    LREMOVEXATTR(198, 15, NEVER),
    LSETXATTR(189, 6, NEVER),
    REMOVEXATTR(197, 14, NEVER),
    REMOVEXATTRAT(466, 466, NEVER),
    SETXATTR(188, 5, NEVER),
    SETXATTRAT(463, 463, NEVER),
    UTIME(132, -1, NEVER),
    UTIMENSAT(280, 88, NEVER),
    UTIMES(235, -1, NEVER),

    // file systems, what happens in them, and name spaces
    CHROOT(161, 51, NEVER),
    FANOTIFY_INIT(300, 262, NEVER),
    INOTIFY_ADD_WATCH(254, 27, NEVER),
    INOTIFY_INIT(253, -1, NEVER),
    INOTIFY_INIT1(294, 26, NEVER),
    FSCONFIG(431, 431, NEVER),
    FSMOUNT(432, 432, NEVER),
    FSOPEN(430, 430, NEVER),
    FSPICK(433, 433, NEVER),
    MOUNT(165, 40, NEVER),
    MOUNT_SETATTR(442, 442, NEVER),
    MOVE_MOUNT(429, 429, NEVER),
    OPEN_BY_HANDLE_AT(304, 265, NEVER),
    OPEN_TREE(428, 428, NEVER),
    OPEN_TREE_ATTR(467, 467, NEVER),
    PIVOT_ROOT(155, 41, NEVER),
    QUOTACTL(179, 60, NEVER),
    QUOTACTL_FD(443, 443, NEVER),
    SETNS(308, 268, NEVER),
    SWAPOFF(168, 225, NEVER),
    SWAPON(167, 224, NEVER),
    UMOUNT2(166, 39, NEVER),
    UNSHARE(272, 97, NEVER),

    // the kernel
    ACCT(163, 89, NEVER),
    ADD_KEY(248, 217, NEVER),
    ADJTIMEX(159, 171, NEVER),
    BPF(321, 280, NEVER),
    CLOCK_ADJTIME(305, 266, NEVER),
    CLOCK_SETTIME(227, 112, NEVER),
    DELETE_MODULE(176, 106, NEVER),
    FINIT_MODULE(313, 273, NEVER),
    INIT_MODULE(175, 105, NEVER),
    IO_URING_ENTER(426, 426, NEVER),
    IO_URING_REGISTER(427, 427, NEVER),
    IO_URING_SETUP(425, 425, NEVER),
    IOPERM(173, -1, NEVER),
    IOPL(172, -1, NEVER),
    KEXEC_FILE_LOAD(320, 294, NEVER),
    KEXEC_LOAD(246, 104, NEVER),
    KEYCTL(250, 219, NEVER),
    MODIFY_LDT(154, -1, NEVER),
    PERF_EVENT_OPEN(298, 241, NEVER),
    PERSONALITY(135, 92, NEVER),
    REBOOT(169, 142, NEVER),
    REQUEST_KEY(249, 218, NEVER),
    SETDOMAINNAME(171, 162, NEVER),
    SETHOSTNAME(170, 161, NEVER),
    SETTIMEOFDAY(164, 170, NEVER),
    SYSLOG(103, 116, NEVER),
    USERFAULTFD(323, 282, NEVER);

    /** Above the last number that was looked at, of Linux 6.17; what comes later is refused. */
    static final int UNKNOWN = 470;

    private final int x86;
    private final int aarch;

    private final Allowed allowed;

    SystemCall(int x86, int aarch, Allowed allowed) {
        this.x86 = x86;
        this.aarch = aarch;
        this.allowed = allowed;
    }

    /** Whether a confined process may make a call. */
    enum Allowed {
        ALWAYS,
        /** It depends on the arguments: the rules of {@link Seccomp}. */
        SOMETIMES,
        NEVER
    }

    /** Those that a confined process may never make. */
    static List<SystemCall> refused() {
        List<SystemCall> refused = new ArrayList<>();
        for (SystemCall call : values()) {
            if (call.allowed == NEVER) {
                refused.add(call);
            }
        }
        return refused;
    }

    boolean existsOn(Architecture architecture) {
        return number(architecture) >= 0;
    }

    int number(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> x86;
            case AARCH64 -> aarch;
        };
    }
}
