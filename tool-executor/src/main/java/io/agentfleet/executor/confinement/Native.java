package io.agentfleet.executor.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one way into the kernel: {@code syscall(2)} of the C library, by java.lang.foreign. The JVM
 * needs {@code --enable-native-access=ALL-UNNAMED}.
 */
final class Native {

    private static final int ARGUMENTS = 6;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final int ERRNO =
            (int) STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final Architecture architecture;
    private final MethodHandle syscall;

    private Native(Architecture architecture, MethodHandle syscall) {
        this.architecture = architecture;
        this.syscall = syscall;
    }

    /** Empty where system calls are not known: not Linux, or another processor. */
    static Optional<Native> ofThisPlatform() {
        Optional<Architecture> architecture = Architecture.current();
        if (architecture.isEmpty()) {
            return Optional.empty();
        }
        Optional<MemorySegment> address = Linker.nativeLinker().defaultLookup().find("syscall");
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(new Native(architecture.get(), handle(address.get())));
    }

    @SuppressWarnings("restricted") // what this package is for
    private static MethodHandle handle(MemorySegment address) {
        MemoryLayout[] numbers = new MemoryLayout[1 + ARGUMENTS];
        Arrays.fill(numbers, ValueLayout.JAVA_LONG);
        return Linker.nativeLinker()
                .downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_LONG, numbers),
                        Linker.Option.firstVariadicArg(1),
                        Linker.Option.captureCallState("errno"));
    }

    Architecture architecture() {
        return architecture;
    }

    /**
     * A view of memory; the first use of it takes a tenth of the time that segments themselves
     * take.
     */
    static ByteBuffer bytes(MemorySegment memory) {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** The result of a call, or the negative errno. */
    long call(SystemCall call, long... arguments) {
        long[] all = Arrays.copyOf(arguments, ARGUMENTS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result =
                    (long)
                            syscall.invokeExact(
                                    state,
                                    (long) call.number(architecture),
                                    all[0],
                                    all[1],
                                    all[2],
                                    all[3],
                                    all[4],
                                    all[5]);
            return result == -1 ? -bytes(state).getInt(ERRNO) : result;
        } catch (Throwable broken) {
            throw new IllegalStateException(
                    "system call %s cannot be made".formatted(call), broken);
        }
    }
}
