package io.agentfleet.executor.worker;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzzer's seeds: valid files, and what it found. */
class FileFuzzerTest {

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "json", "ndjson", "parquet", "md", "txt", "html", "pdf"})
    void noSeedIsAFinding(String format) throws Exception {
        List<Path> seeds;
        URL folder = Objects.requireNonNull(getClass().getResource("/seeds/" + format));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            seeds = files.toList();
        }
        try (FileFuzzer fuzzer = new FileFuzzer(format)) {
            for (Path seed : seeds) {
                fuzzer.load(Files.readAllBytes(seed));
            }
        }
    }
}
