package io.agentfleet.executor.confinement;

import java.util.Locale;
import java.util.Optional;

/** The processors whose system calls are known here; numbers from linux/audit.h. */
enum Architecture {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    private final int audit;

    Architecture(int audit) {
        this.audit = audit;
    }

    /** How seccomp names it: {@code AUDIT_ARCH_*}. */
    int audit() {
        return audit;
    }

    /** What this JVM runs on, if it is one of these under Linux. */
    static Optional<Architecture> current() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
