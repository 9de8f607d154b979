package io.agentfleet.executor.confinement;

import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the threads that are there already (collector, compiler, cleaners of the JVM) restrict
 * themselves. Landlock before version 8 restricts only the calling thread; so each of the others
 * gets a signal whose handler makes the call, as setuid(2) of the C library does it. A handler
 * cannot be Java: it is 35 bytes of machine code, known for x86_64 only.
 *
 * <p>Sources: rt_sigaction(2), tgkill(2), asm/signal.h; the kernel restores all registers after a
 * handler.
 */
final class OlderThreads {

    /** The last one; neither the JVM nor the C library uses it. */
    private static final int SIGNAL = 64;

    private static final long SA_RESTORER_AND_RESTART = 0x04000000 | 0x10000000;
    private static final int SIZE_OF_SIGNAL_SET = 8;

    private static final long PAGE = 4096;
    private static final int READ_AND_WRITE = 1 | 2;
    private static final int READ_AND_EXECUTE = 1 | 4;
    private static final int PRIVATE_ANONYMOUS = 0x22;

    /** Two pages: the first is data, the second code. */
    private static final long COUNTER = 0;

    private static final long ACTION = 128;
    private static final long HANDLER = PAGE;
    private static final long RESTORER = PAGE + 64;

    private static final int ESRCH = 3;
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final Native kernel;
    private final long process;

    OlderThreads(Native kernel) {
        this.kernel = kernel;
        this.process = kernel.call(SystemCall.GETPID);
    }

    /**
     * Restricts all threads but the calling one. They need no_new_privs.
     *
     * @param rules the descriptor of a Landlock rule set
     * @return whether each of them was reached
     */
    @SuppressWarnings("restricted") // this is memory of our own
    boolean restrict(long rules) {
        if (kernel.architecture() != Architecture.X86_64) {
            return false;
        }
        long address =
                kernel.call(SystemCall.MMAP, 0, 2 * PAGE, READ_AND_WRITE, PRIVATE_ANONYMOUS, -1, 0);
        if (address < 0) {
            return false;
        }
        MemorySegment memory = MemorySegment.ofAddress(address).reinterpret(2 * PAGE);
        put(memory, HANDLER, handler((int) rules, address + COUNTER));
        put(memory, RESTORER, restorer());
        put(memory, ACTION, action(address + HANDLER, address + RESTORER));
        boolean all =
                kernel.call(SystemCall.MPROTECT, address + PAGE, PAGE, READ_AND_EXECUTE) >= 0
                        && onSignal(address + ACTION) >= 0
                        && signalAll(memory);
        if (all) {
            memory.asSlice(ACTION, 32).fill((byte) 0);
            onSignal(address + ACTION);
            kernel.call(SystemCall.MUNMAP, address, 2 * PAGE);
        }
        return all;
    }

    private long onSignal(long action) {
        return kernel.call(SystemCall.RT_SIGACTION, SIGNAL, action, 0, SIZE_OF_SIGNAL_SET);
    }

    /** Threads may start while this runs: it ends when a look at all of them finds no new one. */
    private boolean signalAll(MemorySegment memory) {
        Set<Long> restricted = new HashSet<>();
        restricted.add(kernel.call(SystemCall.GETTID));
        List<Long> left = threadsWithout(restricted);
        while (!left.isEmpty()) {
            for (long thread : left) {
                if (!signal(thread, memory)) {
                    return false;
                }
            }
            restricted.addAll(left);
            left = threadsWithout(restricted);
        }
        return true;
    }

    private static List<Long> threadsWithout(Set<Long> known) {
        List<Long> others = new ArrayList<>();
        String[] names = new File("/proc/self/task").list();
        for (String name : names == null ? new String[0] : names) {
            if (!known.contains(Long.valueOf(name))) {
                others.add(Long.valueOf(name));
            }
        }
        return others;
    }

    private boolean signal(long thread, MemorySegment memory) {
        int before = count(memory);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean gone = kernel.call(SystemCall.TGKILL, process, thread, SIGNAL) == -ESRCH;
        while (!gone && count(memory) == before) {
            if (System.nanoTime() > deadline) {
                return !new File("/proc/self/task/" + thread).exists();
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static int count(MemorySegment memory) {
        VarHandle.acquireFence();
        return Native.bytes(memory).getInt((int) COUNTER);
    }

    private static void put(MemorySegment memory, long offset, ByteBuffer bytes) {
        memory.asSlice(offset, bytes.position()).copyFrom(MemorySegment.ofBuffer(bytes.flip()));
    }

    private static ByteBuffer handler(int rules, long counter) {
        return bytes().put((byte) 0xb8) // mov eax, number of the call
                .putInt(SystemCall.LANDLOCK_RESTRICT_SELF.number(Architecture.X86_64))
                .put((byte) 0xbf) // mov edi, rules
                .putInt(rules)
                .putShort((short) 0xf631) // xor esi, esi
                .putShort((short) 0x050f) // syscall
                .putShort((short) 0xc085) // test eax, eax
                .putShort((short) 0x0d75) // jnz to ret
                .putShort((short) 0xba48) // mov rdx, counter
                .putLong(counter)
                .putShort((short) 0xfff0) // lock inc dword [rdx]
                .put((byte) 0x02)
                .put((byte) 0xc3); // ret
    }

    private static ByteBuffer restorer() {
        return bytes().put((byte) 0xb8) // mov eax, number of the call
                .putInt(SystemCall.RT_SIGRETURN.number(Architecture.X86_64))
                .putShort((short) 0x050f); // syscall
    }

    /** struct kernel_sigaction; no signal is blocked meanwhile. */
    private static ByteBuffer action(long handler, long restorer) {
        return bytes().putLong(handler)
                .putLong(SA_RESTORER_AND_RESTART)
                .putLong(restorer)
                .putLong(0);
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    }
}
