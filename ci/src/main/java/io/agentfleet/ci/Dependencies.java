package io.agentfleet.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libraries of others that are delivered, each with its version and its licence: as they are
 * now, beside the list that was agreed. A change of one needs a change of the list.
 */
public final class Dependencies {

    /** A line of {@code mvn dependency:list}. */
    private static final Pattern RESOLVED =
            Pattern.compile(
                    "\\s+([\\w.-]+):([\\w.-]+):[\\w-]+(?::[\\w.-]+)?:([\\w.-]+):(?:compile|runtime)\\b.*");

    private static final String OURS = "io.agentfleet";

    private Dependencies() {}

    /**
     * Compares, or with {@code --write} writes the list anew.
     *
     * @param arguments the file that Maven wrote, the list, Maven's local repository
     */
    public static void main(String[] arguments) throws IOException {
        Path list = Path.of(arguments[1]);
        SortedSet<String> now =
                of(Files.readAllLines(Path.of(arguments[0])), new Licences(Path.of(arguments[2])));
        if (arguments.length > 3 && arguments[3].equals("--write")) {
            Files.write(list, now);
        }
        List<String> problems = problems(now, Files.readAllLines(list));
        problems.forEach(System.out::println);
        System.out.printf("%d libraries, %d problems%n", now.size(), problems.size());
        if (!problems.isEmpty()) {
            System.exit(1);
        }
    }

    /** The lines of the list: {@code group:artifact:version licence}. */
    static SortedSet<String> of(Collection<String> resolved, Licences licences) {
        SortedSet<String> lines = new TreeSet<>();
        for (String line : resolved) {
            Matcher found = RESOLVED.matcher(line);
            if (found.matches() && !found.group(1).equals(OURS)) {
                String licence = licences.of(found.group(1), found.group(2), found.group(3));
                lines.add(
                        "%s:%s:%s %s"
                                .formatted(
                                        found.group(1), found.group(2), found.group(3), licence));
            }
        }
        return lines;
    }

    /** What is wrong, a line each; none if all is as agreed and every licence may be used. */
    static List<String> problems(Collection<String> now, Collection<String> agreed) {
        List<String> problems = new ArrayList<>();
        if (now.isEmpty()) {
            problems.add("Maven named no library: build first (mvn -Dquick install)");
        }
        now.stream()
                .filter(line -> !agreed.contains(line))
                .forEach(line -> problems.add("not agreed: " + line));
        agreed.stream()
                .filter(line -> !now.contains(line))
                .forEach(line -> problems.add("no longer there: " + line));
        if (!problems.isEmpty()) {
            problems.add("read docs/supply-chain.md, then: ci/dependencies --write");
        }
        now.stream()
                .filter(line -> !Licences.isAllowed(line.substring(line.indexOf(' ') + 1)))
                .forEach(line -> problems.add("its licence may not be used: " + line));
        return problems;
    }
}
