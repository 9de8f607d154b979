package io.agentfleet.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of series, each with the names of its labels. */
final class Scrape {

    private static final Path RECORDED = Manifests.K8S.resolve("src/test/resources/metrics");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private Scrape() {}

    /** What the services of a real fleet answered. */
    static Map<String, Set<String>> recorded() {
        Map<String, Set<String>> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(RECORDED)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line ->
                                all.computeIfAbsent(name(line), name -> new TreeSet<>())
                                        .addAll(labels(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static String name(String series) {
        return series.split("[{ ]", 2)[0];
    }

    static Set<String> labels(String series) {
        Set<String> names = new TreeSet<>();
        LABEL.matcher(series).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}
