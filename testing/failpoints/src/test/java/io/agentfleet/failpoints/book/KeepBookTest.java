package io.agentfleet.failpoints.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.sandbox.CallOrigin;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.Places;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.sandbox.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeepBookTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;
    private final Sandbox sandbox = new Sandbox(new Places(64, 64));
    private Path file;
    private Book book;

    @BeforeEach
    void open() {
        file = root.resolve("output").resolve("book.jsonl");
        book = new Book(file);
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void writesWhoseCallItWas() throws Exception {
        assertThat(call(book, "key-1")).isInstanceOf(ExecutionOutcome.Succeeded.class);

        assertThat(lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("at").asText()).isNotEmpty();
                    assertThat(line.toString())
                            .startsWith(
                                    "{\"key\":\"key-1\",\"tenant\":\"default\",\"session\":\"s\",\"root\":\"t\",\"task\":\"t.search\",\"agent\":\"search\",\"step\":1,\"entry\":\"search-1\",")
                            .endsWith("\"repeated\":false}");
                });
    }

    @Test
    void showsARepetitionAndAnswersItAsTheFirst() throws Exception {
        ExecutionOutcome first = call(book, "key-1");
        ExecutionOutcome second = call(book, "key-1");
        book.close();
        try (Book opened = new Book(file)) {
            assertThat(call(opened, "key-1")).isEqualTo(second).isEqualTo(first);
        }
        assertThat(lines())
                .extracting(line -> line.path("repeated").asBoolean())
                .containsExactly(false, true, true);
    }

    @Test
    void countsOneEffectPerKeyHoweverManyWriteAtOnce() throws Exception {
        List<Future<ExecutionOutcome>> calls = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 400; i++) {
                String key = "key-" + i % 100;
                calls.add(pool.submit(() -> call(book, key)));
            }
        }
        for (Future<ExecutionOutcome> call : calls) {
            assertThat(call.get()).isInstanceOf(ExecutionOutcome.Succeeded.class);
        }
        assertThat(lines()).hasSize(400);
        assertThat(effects()).hasSize(100);
    }

    @Test
    void countsOneEffectPerKeyAcrossProcesses() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    BookWriter.class.getName(),
                                    file.toString())
                            .inheritIO()
                            .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(lines()).hasSize(2 * BookWriter.ENTRIES);
        assertThat(effects()).hasSize(BookWriter.ENTRIES);
    }

    @Test
    void leavesALineThatAKilledExecutorTore() throws Exception {
        call(book, "key-1");
        Files.writeString(file, "{\"key\":\"key-2\",\"ten", StandardOpenOption.APPEND);
        call(book, "key-2");

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).contains("key-2").contains("\"repeated\":false");
    }

    @Test
    void beginsANewBookWhenTheOldOneIsGone() throws Exception {
        call(book, "key-1");
        Files.delete(file);
        call(book, "key-1");
        assertThat(lines())
                .extracting(line -> line.path("repeated").asBoolean())
                .containsExactly(false);

        Files.move(file, file.resolveSibling("kept.jsonl"));
        Files.writeString(file, "");
        call(book, "key-2");
        assertThat(lines()).extracting(line -> line.path("key").asText()).containsExactly("key-2");
    }

    @Test
    void refusesACallWithoutAKey() {
        assertThat(call(book, ""))
                .isInstanceOfSatisfying(
                        ExecutionOutcome.Rejected.class,
                        refused -> assertThat(refused.message()).contains("no idempotency_key"));
        assertThat(file).doesNotExist();
    }

    private ExecutionOutcome call(Book stored, String key) {
        CallOrigin origin = new CallOrigin(key, "default", "s", "t.search", "search", 1);
        return sandbox.run(
                new KeepBook(stored),
                JSON.valueToTree(Map.of("entry", "search-1")),
                new ToolContext("t", "", Duration.ofSeconds(30), origin));
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private Set<String> effects() throws IOException {
        Set<String> keys = new HashSet<>();
        for (JsonNode line : lines()) {
            if (!line.path("repeated").asBoolean()) {
                assertThat(keys.add(line.path("key").asText())).isTrue();
            }
        }
        return keys;
    }
}
