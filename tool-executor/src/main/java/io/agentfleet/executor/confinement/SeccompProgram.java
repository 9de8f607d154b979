package io.agentfleet.executor.confinement;

import io.agentfleet.executor.confinement.SeccompRule.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules as a program of the kernel's classic BPF: the architecture is checked first, then the rules
 * in their order; what none of them refuses is allowed. Sources: linux/seccomp.h, linux/filter.h,
 * linux/bpf_common.h.
 */
final class SeccompProgram {

    /** Offsets in struct seccomp_data. */
    static final int ARGUMENTS = 16;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;

    private static final int LOAD_WORD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    private static final int KILL_PROCESS = 0x80000000;
    private static final int ERRNO = 0x00050000;
    private static final int ALLOW = 0x7fff0000;
    private static final int ENOSYS = 38;

    /** Load, mask and jump. */
    private static final int LENGTH_OF_CONDITION = 3;

    private SeccompProgram() {}

    /** One step of a program: struct sock_filter; jumps count from the next step. */
    record Instruction(int code, int ifTrue, int ifFalse, int constant) {}

    static List<Instruction> of(Architecture architecture, List<SeccompRule> rules) {
        List<Instruction> program = new ArrayList<>();
        program.add(new Instruction(LOAD_WORD, 0, 0, ARCHITECTURE));
        program.add(new Instruction(JUMP_IF_EQUAL, 1, 0, architecture.audit()));
        program.add(answer(KILL_PROCESS));
        program.add(new Instruction(LOAD_WORD, 0, 0, NUMBER));
        program.add(new Instruction(JUMP_IF_AT_LEAST, 0, 1, SystemCall.UNKNOWN));
        program.add(answer(ERRNO | ENOSYS));
        for (SeccompRule rule : rules) {
            if (rule.call().existsOn(architecture)) {
                add(program, rule, rule.call().number(architecture));
            }
        }
        program.add(answer(ALLOW));
        return program;
    }

    private static void add(List<Instruction> program, SeccompRule rule, int number) {
        int conditions = rule.conditions().size() * LENGTH_OF_CONDITION;
        int reload = conditions == 0 ? 0 : 1;
        program.add(new Instruction(JUMP_IF_EQUAL, 0, conditions + 1 + reload, number));
        int left = conditions;
        for (Condition condition : rule.conditions()) {
            left -= LENGTH_OF_CONDITION;
            int skip = left + 1;
            program.add(new Instruction(LOAD_WORD, 0, 0, condition.offset()));
            program.add(new Instruction(AND, 0, 0, condition.mask()));
            program.add(
                    new Instruction(
                            JUMP_IF_EQUAL,
                            condition.equal() ? 0 : skip,
                            condition.equal() ? skip : 0,
                            condition.value()));
        }
        program.add(answer(ERRNO | rule.errno()));
        if (reload == 1) {
            program.add(new Instruction(LOAD_WORD, 0, 0, NUMBER));
        }
    }

    private static Instruction answer(int value) {
        return new Instruction(RETURN, 0, 0, value);
    }
}
