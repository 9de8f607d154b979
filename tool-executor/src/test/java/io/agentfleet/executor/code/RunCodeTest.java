package io.agentfleet.executor.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.ToolFixture;
import io.agentfleet.executor.sandbox.ToolContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCodeTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench = new ToolFixture(root);
    }

    @Test
    void returnsAValueAndWhatWasLogged() {
        Map<String, Object> call =
                Map.of(
                        "code",
                        "console.log('합계', {n: 1}); return input.values.reduce((a, b) => a + b, 0)",
                        "input",
                        Map.of("values", List.of(1, 2.5, 3)));

        assertThat(bench.result("run_code", call).toString())
                .isEqualTo("{\"result\":6.5,\"logs\":[\"합계 {\\\"n\\\":1}\"]}");
        assertThat(bench.result("run_code", Map.of("code", "let x = 1")).toString())
                .isEqualTo("{\"result\":null,\"logs\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    return nope.x § ReferenceError: 'nope' is not defined
                    return } § SyntaxError
                    throw new Error('boom') § boom
                    const x = {}; x.x = x; return x § circular
                    return (async () => 1)() § not a promise
                    return require('fs') § ReferenceError
                    return fetch('http://localhost') § ReferenceError
                    function f() { return f() + 1 } return f() § calls itself too deeply
                    """)
    void saysWhyCodeFailed(String code, String reason) {
        String refusal = bench.refusal("run_code", Map.of("code", code));

        assertThat(refusal).startsWith("failed tool_failed: the code ").doesNotContain("\tat ");
        assertThat(refusal.replace("'", "")).contains(reason.replace("'", ""));
    }

    @Test
    void endlessLoopsAndEndlessAllocationEndAgainAndAgain() {
        ToolContext short_ = new ToolContext("task-1", "", Duration.ofMillis(900));
        for (int i = 0; i < 4; i++) {
            assertThat(
                            ToolFixture.refusal(
                                    bench.call("run_code", Map.of("code", "for (;;) {}"), short_)))
                    .startsWith("failed tool_timeout: ");
            assertThat(
                            bench.refusal(
                                    "run_code",
                                    Map.of(
                                            "code",
                                            "const a = []; for (;;) a.push(new Uint8Array(1e6))")))
                    .startsWith("failed memory_limit_reached: the code needs more than the 32 MB");
            assertThat(
                            bench.refusal(
                                    "run_code",
                                    Map.of(
                                            "code",
                                            "const a = []; for (;;) a.push('x'.repeat(1000) + a.length)")))
                    .startsWith("failed memory_limit_reached: ");
        }
        assertThat(bench.result("run_code", Map.of("code", "return 1")).path("result").asInt())
                .isEqualTo(1);
    }

    @Test
    void catastrophicPatternsAndCaughtMemoryErrorsEnd() {
        ToolContext hasty = new ToolContext("task-1", "", Duration.ofMillis(1500));

        assertThat(
                        ToolFixture.refusal(
                                bench.call(
                                        "run_code",
                                        Map.of("code", "return /(a+)+b/.test('a'.repeat(40))"),
                                        hasty)))
                .startsWith("failed tool_timeout");
        assertThat(
                        ToolFixture.refusal(
                                bench.call(
                                        "run_code",
                                        Map.of(
                                                "code",
                                                "const a = []; for (;;) { try { for (;;) a.push(new Uint8Array(1e6)) } catch (e) {} }"),
                                        hasty)))
                .startsWith("failed tool_timeout");
    }

    @Test
    void programsDoNotSeeEachOtherNorTheHost() {
        bench.result("run_code", Map.of("code", "globalThis.left = 1; return 1"));

        assertThat(
                        bench.result(
                                        "run_code",
                                        Map.of(
                                                "code",
                                                "return [typeof left, typeof host, typeof Javy]"))
                                .path("result")
                                .toString())
                .isEqualTo("[\"undefined\",\"undefined\",\"undefined\"]");
    }
}
