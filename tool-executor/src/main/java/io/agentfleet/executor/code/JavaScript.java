package io.agentfleet.executor.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

/**
 * One program in one QuickJS of its own, compiled to WebAssembly: it has no file, no network, no
 * clock of the host to wait on, and a linear memory that cannot grow beyond its bound.
 *
 * <p>Threads: run once, by one thread; ends soon after that thread is interrupted, with an
 * exception.
 */
final class JavaScript {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGES_PER_MEGABYTE = 16;
    private static final int LARGEST_RESULT = 1_000_000;

    /** Runs the body with its input and hands back {result, logs} or {error}. */
    private static final String FRAME =
            """
            (function () {
              const { code, input, answer } = globalThis.host;
              delete globalThis.host;
              delete globalThis.Javy;
              const logs = [];
              const show = (v) => typeof v === 'string' ? v : (JSON.stringify(v) ?? String(v));
              const log = (...values) => {
                if (logs.length < 200) logs.push(values.map(show).join(' ').slice(0, 1000));
              };
              globalThis.console = { log, info: log, warn: log, error: log, debug: log };
              const stringify = JSON.stringify;
              let outcome;
              try {
                let result = new Function('input', code())(JSON.parse(input()));
                if (result && typeof result.then === 'function') {
                  throw new TypeError('async code is not run: return a value, not a promise');
                }
                outcome = stringify({ result: result === undefined ? null : result, logs });
              } catch (e) {
                outcome = stringify({ error: String(e), logs });
              }
              answer(outcome);
            })();
            """;

    private final int pages;
    private final String code;
    private final JsonNode input;
    private String answer = "";
    private @Nullable Memory memory;

    JavaScript(int memoryMegabytes, String code, JsonNode input) {
        this.pages = memoryMegabytes * PAGES_PER_MEGABYTE;
        this.code = code;
        this.input = input;
    }

    /** What the program returned and logged. */
    JsonNode run() {
        Builtins host =
                Builtins.builder("host")
                        .addVoidToString("code", () -> code)
                        .addVoidToString("input", input::toString)
                        .addStringToVoid("answer", text -> answer = text)
                        .build();
        try (Engine engine =
                Engine.builder()
                        .addBuiltins(host)
                        .withMemoryFactory(this::bounded)
                        .withStdout(new BoundedOutput())
                        .withStderr(new BoundedOutput())
                        .build()) {
            engine.exec(engine.compile(FRAME));
        } catch (RuntimeException broken) {
            throw refusal(broken);
        }
        return checked();
    }

    private Memory bounded(MemoryLimits wished) {
        Memory bounded =
                new ByteArrayMemory(
                        new MemoryLimits(
                                wished.initialPages(), Math.max(pages, wished.initialPages())));
        memory = bounded;
        return bounded;
    }

    private FleetException refusal(RuntimeException broken) {
        Memory used = memory;
        String message = String.valueOf(broken.getMessage());
        if (message.contains("call stack exhausted")) {
            return failed("the code calls itself too deeply: use a loop");
        }
        if (message.contains("out of memory") || (used != null && used.pages() >= pages)) {
            return memoryReached();
        }
        return failed("the code could not be run: check its syntax and what it returns");
    }

    private JsonNode checked() {
        if (answer.length() > LARGEST_RESULT) {
            throw failed(
                    "the result has %d characters, at most %d are passed on: return less"
                            .formatted(answer.length(), LARGEST_RESULT));
        }
        JsonNode outcome = parse(answer);
        String error = outcome.path("error").asText("");
        if (error.contains("out of memory")) {
            throw memoryReached();
        }
        if (!error.isEmpty()) {
            throw failed("the code failed: " + error);
        }
        return outcome;
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException tampered) {
            throw new FleetException(
                    ErrorCode.TOOL_FAILED,
                    "the code returned what JSON cannot hold: return plain values",
                    tampered);
        }
    }

    private FleetException memoryReached() {
        return new FleetException(
                ErrorCode.MEMORY_LIMIT_REACHED,
                "the code needs more than the %d MB that it may use: keep less at once"
                        .formatted(pages / PAGES_PER_MEGABYTE));
    }

    private static FleetException failed(String message) {
        return new FleetException(ErrorCode.TOOL_FAILED, message);
    }
}
