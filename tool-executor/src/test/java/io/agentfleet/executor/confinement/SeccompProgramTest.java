package io.agentfleet.executor.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.confinement.SeccompProgram.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter's program, run here for both architectures by a small interpreter. */
class SeccompProgramTest {

    private static final int OWN = 4711;

    private static final String ALLOWED = "allowed";
    private static final String EPERM = "error 1";
    private static final String ENOSYS = "error 38";

    @ParameterizedTest
    @EnumSource
    void refusesEachRefusedCall(Architecture architecture) {
        assertThat(SystemCall.refused())
                .hasSizeGreaterThan(80)
                .filteredOn(call -> call.existsOn(architecture))
                .allSatisfy(call -> assertThat(verdict(architecture, call)).isEqualTo(EPERM));
    }

    @ParameterizedTest
    @EnumSource
    void letsThreadsBeMadeAndNoProcesses(Architecture architecture) {
        assertThat(verdict(architecture, SystemCall.CLONE3)).isEqualTo(ENOSYS);
        assertThat(verdict(architecture, SystemCall.CLONE, 0x3d0f00)).isEqualTo(ALLOWED);
        assertThat(verdict(architecture, SystemCall.CLONE, 0x4111)).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource
    void letsSignalsThroughToItselfOnly(Architecture architecture) {
        for (SystemCall call :
                List.of(SystemCall.KILL, SystemCall.TGKILL, SystemCall.RT_SIGQUEUEINFO)) {
            assertThat(verdict(architecture, call, OWN)).isEqualTo(ALLOWED);
            assertThat(verdict(architecture, call, OWN + 1)).isEqualTo(EPERM);
            assertThat(verdict(architecture, call, 0)).isEqualTo(EPERM);
            assertThat(verdict(architecture, call, -1)).isEqualTo(EPERM);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsMemoryBePrivateOrOfAFile(Architecture architecture) {
        assertThat(verdict(architecture, SystemCall.MMAP, 0, 1, 3, 0x22)).isEqualTo(ALLOWED);
        assertThat(verdict(architecture, SystemCall.MMAP, 0, 1, 3, 0x01)).isEqualTo(ALLOWED);
        assertThat(verdict(architecture, SystemCall.MMAP, 0, 1, 3, 0x21)).isEqualTo(EPERM);
        assertThat(verdict(architecture, SystemCall.MMAP, 0, 1, 3, 0x4023)).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource
    void letsLimitsBeReadAndOnlyThatOfCpuTimeBeSet(Architecture architecture) {
        SystemCall call = SystemCall.PRLIMIT64;
        assertThat(verdict(architecture, call, 0, 2, 0, 1)).isEqualTo(ALLOWED);
        assertThat(verdict(architecture, call, OWN, 0, 1, 0)).isEqualTo(ALLOWED);
        assertThat(verdict(architecture, call, 0, 2, 1, 0)).isEqualTo(EPERM);
        assertThat(verdict(architecture, call, 0, 2, 1L << 32, 0)).isEqualTo(EPERM);
        assertThat(verdict(architecture, call, OWN + 1, 0, 0, 1)).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource
    void refusesCallsThatItDoesNotKnow(Architecture architecture) {
        List<Instruction> program = program(architecture);

        assertThat(run(program, data(architecture.audit(), SystemCall.UNKNOWN))).isEqualTo(ENOSYS);
        assertThat(run(program, data(architecture.audit(), 0x40000000 | 41))).isEqualTo(ENOSYS);
        assertThat(run(program, data(0x40000003, 11))).isEqualTo("killed");
    }

    private static List<Instruction> program(Architecture architecture) {
        return SeccompProgram.of(architecture, Seccomp.rules(OWN));
    }

    private static String verdict(Architecture architecture, SystemCall call, long... arguments) {
        return run(
                program(architecture),
                data(architecture.audit(), call.number(architecture), arguments));
    }

    /** struct seccomp_data. */
    private static ByteBuffer data(int audit, int number, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(audit).putLong(0);
        for (long argument : arguments) {
            data.putLong(argument);
        }
        return data;
    }

    private static String run(List<Instruction> program, ByteBuffer data) {
        int accumulator = 0;
        for (int at = 0; ; at++) {
            Instruction step = program.get(at);
            assertThat(step.ifTrue()).isBetween(0, 255);
            assertThat(step.ifFalse()).isBetween(0, 255);
            switch (step.code()) {
                case 0x20 -> accumulator = data.getInt(step.constant());
                case 0x54 -> accumulator &= step.constant();
                case 0x15 -> at += accumulator == step.constant() ? step.ifTrue() : step.ifFalse();
                case 0x35 ->
                        at +=
                                Integer.compareUnsigned(accumulator, step.constant()) >= 0
                                        ? step.ifTrue()
                                        : step.ifFalse();
                case 0x06 -> {
                    return named(step.constant());
                }
                default -> throw new AssertionError("unknown code " + step.code());
            }
        }
    }

    private static String named(int verdict) {
        return switch (verdict & 0xffff0000) {
            case 0x7fff0000 -> ALLOWED;
            case 0x00050000 -> "error " + (verdict & 0xffff);
            case 0x80000000 -> "killed";
            default -> throw new AssertionError("unknown verdict " + verdict);
        };
    }
}
