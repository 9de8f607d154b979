package io.agentfleet.executor.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzzer's seeds: valid files, and what it found. */
class FileFuzzerTest {

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "json", "ndjson", "parquet", "md", "txt", "html", "pdf"})
    void noSeedIsAFinding(String format) throws Exception {
        List<Path> seeds;
        try (Stream<Path> files =
                Files.list(Path.of(getClass().getResource("/seeds/" + format).toURI()))) {
            seeds = files.toList();
        }
        try (FileFuzzer fuzzer = new FileFuzzer(format)) {
            for (Path seed : seeds) {
                fuzzer.load(Files.readAllBytes(seed));
            }
        }
    }
}
