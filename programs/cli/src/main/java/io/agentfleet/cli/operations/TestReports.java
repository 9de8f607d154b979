package io.agentfleet.cli.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the test reports of a build say together.
 *
 * @param failures names of tests that failed
 */
public record TestReports(int passed, int failed, int skipped, List<String> failures) {

    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>");
    private static final Pattern CASE =
            Pattern.compile("<testcase\\b([^>]*[^/])>\\s*<(?:failure|error)\\b");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern CLASS = Pattern.compile("\\bclassname=\"([^\"]*)\"");

    public TestReports {
        failures = List.copyOf(failures);
    }

    /** Reads every report under these modules that was written since. */
    public static TestReports of(List<Path> modules, Instant since) throws IOException {
        TestReports sum = new TestReports(0, 0, 0, List.of());
        for (Path module : modules) {
            for (String kind : List.of("surefire-reports", "failsafe-reports")) {
                Path folder = module.resolve("target").resolve(kind);
                if (Files.isDirectory(folder)) {
                    sum = sum.plus(folder, since);
                }
            }
        }
        return sum;
    }

    private TestReports plus(Path folder, Instant since) throws IOException {
        TestReports sum = this;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                boolean isNew = !Files.getLastModifiedTime(file).toInstant().isBefore(since);
                if (name.startsWith("TEST-") && name.endsWith(".xml") && isNew) {
                    sum = sum.plus(parse(Files.readString(file)));
                }
            }
        }
        return sum;
    }

    private TestReports plus(TestReports other) {
        List<String> all = new ArrayList<>(failures);
        all.addAll(other.failures);
        return new TestReports(
                passed + other.passed, failed + other.failed, skipped + other.skipped, all);
    }

    static TestReports parse(String xml) {
        Matcher suite = SUITE.matcher(xml);
        if (!suite.find()) {
            return new TestReports(0, 0, 0, List.of());
        }
        int tests = number(suite.group(), "tests");
        int failed = number(suite.group(), "failures") + number(suite.group(), "errors");
        int skipped = number(suite.group(), "skipped");
        List<String> names = new ArrayList<>();
        Matcher failure = CASE.matcher(xml);
        while (failure.find()) {
            names.add(text(CLASS, failure.group(1)) + "." + text(NAME, failure.group(1)));
        }
        return new TestReports(tests - failed - skipped, failed, skipped, names);
    }

    private static int number(String element, String attribute) {
        Matcher matcher = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(element);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static String text(Pattern pattern, String attributes) {
        Matcher matcher = pattern.matcher(attributes);
        return matcher.find() ? matcher.group(1) : "?";
    }
}
