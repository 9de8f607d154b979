package io.agentfleet.ci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** This repository, as the tests look at it. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("fleet.root"));

    private static final YAMLMapper YAML = new YAMLMapper();

    private Repository() {}

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services of fleet.properties. */
    static Set<String> services() throws IOException {
        Properties services = new Properties();
        try (var text = Files.newBufferedReader(ROOT.resolve("fleet.properties"))) {
            services.load(text);
        }
        return new TreeSet<>(services.stringPropertyNames());
    }

    /** Files of which git knows or would know. */
    static List<Path> files(String... patterns) {
        List<String> command = new java.util.ArrayList<>();
        command.addAll(
                List.of("git", "ls-files", "--cached", "--others", "--exclude-standard", "--"));
        command.addAll(List.of(patterns));
        Said said = run(Map.of(), command);
        return said.text().lines().map(ROOT::resolve).filter(Files::exists).toList();
    }

    /** What a program said, both streams, and how it ended. */
    record Said(int status, String text) {}

    /** Runs a program in the repository's root. */
    static Said run(Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
            builder.environment().putAll(new TreeMap<>(environment));
            Process process = builder.start();
            process.getOutputStream().close();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(command), e);
        }
    }

    /** A program of this name on the path. */
    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
