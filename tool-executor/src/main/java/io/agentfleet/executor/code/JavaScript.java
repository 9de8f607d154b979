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

    /**
     * Runs the body with its input and hands back {result, logs} or {error}. All that it needs
     * after the body has begun it has taken before, for the body may change every object of the
     * language; texts are put together piece by piece, for a {@code toJSON} of the body's is asked
     * by every object but by no text.
     */
    private static final String FRAME =
            """
            (function () {
              'use strict';
              const invoke = globalThis.java_invoke;
              const code = host.code();
              const input = host.input();
              for (const name of ['host', 'Javy', 'java_invoke', 'quickjs4j_engine']) {
                globalThis[name] = undefined;
                delete globalThis[name];
              }
              const { parse, stringify } = JSON;
              const [text, body, Refused] = [String, Function, TypeError];
              const slice = Function.prototype.call.bind(String.prototype.slice);
              let logs = '';
              let lines = 0;
              const show = (v) => {
                try {
                  return typeof v === 'string' ? v : (stringify(v) ?? text(v));
                } catch {
                  return '(a value that cannot be shown)';
                }
              };
              const log = (...values) => {
                if (lines++ >= 200) return;
                let line = '';
                for (let i = 0; i < values.length; i++) line += (i > 0 ? ' ' : '') + show(values[i]);
                logs += (logs === '' ? '' : ',') + stringify(slice(line, 0, 1000));
              };
              const words = (e) => {
                try {
                  return slice(text(e), 0, 1000) || 'it threw an empty text';
                } catch {
                  return 'it threw a value that cannot be shown';
                }
              };
              globalThis.console = { log, info: log, warn: log, error: log, debug: log };
              let outcome;
              try {
                const result = body('input', code)(parse(input));
                if (result && typeof result.then === 'function') {
                  throw new Refused('async code is not run: return a value, not a promise');
                }
                outcome = '{"result":' + (stringify(result) ?? 'null') + ',"logs":[' + logs + ']}';
              } catch (e) {
                outcome = '{"error":' + stringify(words(e)) + '}';
              }
              invoke('host', 'answer', '[' + stringify(outcome) + ']');
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
        } catch (StackOverflowError deep) {
            throw tooDeep();
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
            return tooDeep();
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
        if (outcome.has("result")) {
            return outcome;
        }
        String error = outcome.path("error").asText("it gave no answer");
        throw error.contains("out of memory")
                ? memoryReached()
                : failed("the code failed: " + error);
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

    private static FleetException tooDeep() {
        return failed("the code calls itself too deeply: use a loop");
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
