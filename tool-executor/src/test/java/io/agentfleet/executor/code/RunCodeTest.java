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

    /** Each spoils what the frame around it, or whoever reads its answer, might lean on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    JSON.stringify = () => 'x'; return 7 § {"result":7,"logs":[]}
                    JSON.stringify = () => undefined; return 7 § {"result":7,"logs":[]}
                    JSON.stringify = () => '[]'; return 7 § {"result":7,"logs":[]}
                    JSON.stringify = () => { throw null }; return 7 § {"result":7,"logs":[]}
                    JSON.parse = 5; JSON.stringify = 5; return 7 § {"result":7,"logs":[]}
                    JSON = null; return 7 § {"result":7,"logs":[]}
                    delete globalThis.JSON; console.log({a: 1}); return 7 § {"result":7,"logs":["{\\"a\\":1}"]}
                    Object.defineProperty(globalThis, 'JSON', {get() { throw 1 }}); return 7 § {"result":7,"logs":[]}
                    Object.prototype.toJSON = () => 'all'; return {a: 1} § {"result":"all","logs":[]}
                    Array.prototype.toJSON = () => 'all'; console.log('x'); return 7 § {"result":7,"logs":["x"]}
                    String.prototype.toJSON = () => { throw 1 }; console.log('x'); return 'y' § {"result":"y","logs":["x"]}
                    return {toJSON: () => undefined} § {"result":null,"logs":[]}
                    return {toJSON() { console.log('asked'); return 1 }} § {"result":1,"logs":["asked"]}
                    return () => 1 § {"result":null,"logs":[]}
                    return Symbol('x') § {"result":null,"logs":[]}
                    return NaN § {"result":null,"logs":[]}
                    Array.prototype.map = Array.prototype.join = Array.prototype.push = null; console.log(1, 2); return 7 § {"result":7,"logs":["1 2"]}
                    String.prototype.slice = () => ({}); console.log('x'); return 7 § {"result":7,"logs":["x"]}
                    Function.prototype.call = Function.prototype.apply = Function.prototype.bind = null; console.log('x'); return 7 § {"result":7,"logs":["x"]}
                    Array.prototype[Symbol.iterator] = null; console.log('x'); return 7 § {"result":7,"logs":["x"]}
                    String = Function = Object = Array = TypeError = null; console.log(undefined); return 7 § {"result":7,"logs":["undefined"]}
                    Object.defineProperty(Object.prototype, 'result', {set() { throw 1 }}); return 7 § {"result":7,"logs":[]}
                    Object.defineProperty(Array.prototype, '0', {set() { throw 1 }}); console.log('x'); return 7 § {"result":7,"logs":["x"]}
                    var logs = 1, lines = 1, outcome = 1, invoke = 1, words = 1, host = 1; return 7 § {"result":7,"logs":[]}
                    logs = lines = outcome = invoke = words = host = answer = null; return 7 § {"result":7,"logs":[]}
                    const x = {}; x.x = x; console.log(x); return 7 § {"result":7,"logs":["(a value that cannot be shown)"]}
                    console.log({toString() { throw 1 }, toJSON() { throw 2 }}); return 7 § {"result":7,"logs":["(a value that cannot be shown)"]}
                    console = null; return 7 § {"result":7,"logs":[]}
                    return '\\ud800'.length § {"result":1,"logs":[]}
                    return {__proto__: null, a: '한글'} § {"result":{"a":"한글"},"logs":[]}
                    return typeof java_invoke + typeof quickjs4j_engine § {"result":"undefinedundefined","logs":[]}
                    """)
    void noCodeSpoilsTheAnswerOfItsOwn(String code, String answer) {
        assertThat(bench.result("run_code", Map.of("code", code)).toString()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    throw null § null
                    throw undefined § undefined
                    throw '' § it threw an empty text
                    throw Symbol('s') § Symbol(s)
                    throw {toString() { throw 1 }} § it threw a value that cannot be shown
                    throw {[Symbol.toPrimitive]() { throw 1 }} § it threw a value that cannot be shown
                    throw {[Symbol.toPrimitive]: () => ({})} § it threw a value that cannot be shown
                    throw Object.create(null) § it threw a value that cannot be shown
                    throw new Proxy({}, {get() { throw 1 }}) § it threw a value that cannot be shown
                    const e = new Error('x'); Object.defineProperty(e, 'message', {get() { throw 1 }}); throw e § it threw a value that cannot be shown
                    Error.prototype.toString = () => ({}); throw new Error('x') § it threw a value that cannot be shown
                    return {get a() { throw new Error('got') }} § got
                    return {toJSON() { throw new Error('asked') }} § asked
                    return {get then() { throw new Error('then') }} § then
                    return new Proxy({}, {get() { throw new Error('trap') }}) § trap
                    const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy § revoked
                    return 10n § BigInt
                    TypeError = null; return {then() {}} § not a promise
                    throw 'x'.repeat(100000) § xxx
                    """)
    void whatItThrowsIsToldWhateverItIs(String code, String reason) {
        assertThat(bench.refusal("run_code", Map.of("code", code)))
                .startsWith("failed tool_failed: the code failed: ")
                .contains(reason)
                .hasSizeLessThan(1_100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    return 'x'.repeat(1500000) § tool_failed: the result has
                    let a = []; for (let i = 0; i < 3000; i++) a = [a]; return a § tool_failed: the code
                    let a = []; for (let i = 0; i < 300000; i++) a = [a]; return a § tool_failed: the code
                    return 'x'.repeat(30000000) § _
                    return {toJSON() { return {toJSON: 1, get a() { return this.toJSON() }} }} § tool_failed: the code
                    const o = {toString() { return String(o) }}; throw o § tool_failed: the code
                    Promise.reject(new Error('later')); return new Promise(() => {}) § tool_failed: the code failed: TypeError: async
                    """)
    void whatCannotBePassedOnIsRefusedClearly(String code, String reason) {
        assertThat(bench.refusal("run_code", Map.of("code", code)))
                .startsWith("failed ")
                .contains(reason)
                .doesNotContain("internal", "\tat ");
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
