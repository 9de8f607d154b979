package io.agentfleet.ci;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What has to be tested and which images have to be built after some files changed.
 *
 * <p>A file of a module asks for that module and all that need it; prose asks for {@code ci}, whose
 * tests follow the links; a file that belongs to no module, such as the root's POM, asks for
 * everything.
 *
 * @param modules to test, in the order of the build
 * @param images services whose image is out of date
 */
public record Changes(List<String> modules, List<String> images) {

    /** Whose tests follow the links of all documents and read the workflows. */
    private static final String PROSE = "ci";

    /**
     * Reads names of changed files, one a line, and writes what follows from them as GitHub's
     * outputs. The working folder is the repository's root.
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader names =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Changes changes = of(Path.of(""), names.lines().filter(line -> !line.isBlank()).toList());
        System.out.println("modules=" + String.join(",", changes.modules()));
        System.out.println("images=" + String.join(" ", changes.images()));
    }

    static Changes of(Path root, Collection<String> files) {
        Reactor reactor = Reactor.of(root.toAbsolutePath());
        Set<String> changed = new TreeSet<>();
        for (String file : files) {
            if (isProse(file, reactor)) {
                changed.add(PROSE);
            } else {
                reactor.owner(file)
                        .ifPresentOrElse(changed::add, () -> changed.addAll(reactor.modules()));
            }
        }
        List<String> modules = reactor.affected(changed);
        Set<String> services = services(root);
        return new Changes(modules, modules.stream().filter(services::contains).toList());
    }

    /**
     * No test of a module reads it. A prompt under {@code src}, or a runbook deeper down, is none.
     */
    private static boolean isProse(String file, Reactor reactor) {
        return file.startsWith("docs/")
                || file.startsWith(".github/")
                || file.matches("[^/]+\\.md")
                || reactor.modules().contains(file.replaceFirst("/README\\.md$", ""));
    }

    private static Set<String> services(Path root) {
        Properties services = new Properties();
        try (var text = Files.newBufferedReader(root.resolve("fleet.properties"))) {
            services.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return services.stringPropertyNames().stream().collect(Collectors.toUnmodifiableSet());
    }
}
