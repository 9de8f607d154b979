package io.agentfleet.executor.confinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemCallTest {

    private static final Pattern NUMBER =
            Pattern.compile("(?m)^#define __NR(?:3264)?_(\\w+)\\s+(\\d+)$");

    @ParameterizedTest
    @EnumSource
    void hasTheNumbersOfTheKernelsHeaders(Architecture architecture) throws Exception {
        Path header = header(architecture);
        assumeThat(header).exists();
        Map<String, Integer> numbers = numbers(Files.readString(header));

        for (SystemCall call : SystemCall.values()) {
            String name = call.name().toLowerCase(Locale.ROOT);
            if (numbers.containsKey(name)) {
                assertThat(call.number(architecture)).as(name).isEqualTo(numbers.get(name));
            }
        }
    }

    private static Path header(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
            case AARCH64 -> Path.of("/usr/include/asm-generic/unistd.h");
        };
    }

    private static Map<String, Integer> numbers(String header) {
        Map<String, Integer> numbers = new HashMap<>();
        Matcher matcher = NUMBER.matcher(header);
        while (matcher.find()) {
            numbers.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return numbers;
    }
}
