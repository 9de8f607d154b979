package io.agentfleet.faults.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionLogTest {

    @TempDir Path folder;

    @Test
    void aBookThatNobodyWroteIsEmpty() {
        assertThat(ExecutionLog.read(folder.resolve("book.jsonl")).lines()).isEmpty();
    }

    @Test
    void repeatedExecutionsAreSeenButAreNoEffects() throws Exception {
        Path file = folder.resolve("book.jsonl");
        Files.writeString(
                file,
                """
                {"key":"k","tenant":"","session":"s","root":"t","task":"t.search","agent":"search","step":1,"entry":"search-1","at":"2026-01-01T00:00:00Z","repeated":false}
                {"key":"k","session":"s","root":"t","task":"t.search","agent":"search","entry":"search-1","at":"2026-01-01T00:00:01Z","repeated":true}
                """);

        ExecutionLog book = ExecutionLog.read(file);

        assertThat(book.effects()).extracting(ExecutionRecord::entry).containsExactly("search-1");
        assertThat(book.repetitions()).isEqualTo(1);
        assertThat(book.torn()).isZero();
    }

    @Test
    void aTornLineIsCountedAndIsNoEffect() throws Exception {
        Path file = folder.resolve("book.jsonl");
        Files.writeString(file, "{\"key\":\"k\",\"sess");

        ExecutionLog book = ExecutionLog.read(file);

        assertThat(book.lines()).isEmpty();
        assertThat(book.torn()).isEqualTo(1);
    }
}
