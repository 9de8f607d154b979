package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenciesTest {

    private static final List<String> RESOLVED =
            List.of(
                    "The following files have been resolved:",
                    "   org.one:core:jar:1.2:compile -- module org.one",
                    "   org.one:core:jar:1.2:runtime",
                    "   org.one:native:jar:linux-x86_64:1.2:runtime (optional)",
                    "   org.test:tool:jar:9:test",
                    "   io.agentfleet:schemas:jar:0.1.0-SNAPSHOT:compile",
                    "");

    @TempDir Path repository;

    @Test
    void theListNamesEachLibraryThatIsDeliveredOnce() throws IOException {
        pom("org.one", "core", "1.2", "<licenses><license><name>MIT</name></license></licenses>");
        pom(
                "org.one",
                "native",
                "1.2",
                "<parent><groupId>org.one</groupId><artifactId>parent</artifactId><version>7</version></parent>");
        pom(
                "org.one",
                "parent",
                "7",
                """
                <licenses>
                  <license><name>The Apache Software
                    License, Version 2.0</name></license>
                  <license><name>GPL-3.0</name></license>
                </licenses>
                """);

        assertThat(Dependencies.of(RESOLVED, new Licences(repository)))
                .containsExactly(
                        "org.one:core:1.2 MIT", "org.one:native:1.2 'GPL-3.0' OR Apache-2.0");
    }

    private void pom(String group, String artifact, String version, String content)
            throws IOException {
        Path folder =
                Files.createDirectories(
                        repository.resolve(
                                "%s/%s/%s".formatted(group.replace('.', '/'), artifact, version)));
        Files.writeString(
                folder.resolve("%s-%s.pom".formatted(artifact, version)),
                "<project>" + content + "</project>");
    }

    @Test
    void aChangeThatWasNotAgreedIsNamed() {
        List<String> agreed = List.of("a:a:1 MIT", "b:b:1 MIT");

        assertThat(Dependencies.problems(agreed, agreed)).isEmpty();
        assertThat(Dependencies.problems(List.of("a:a:2 MIT", "b:b:1 MIT"), agreed))
                .containsExactly(
                        "not agreed: a:a:2 MIT",
                        "no longer there: a:a:1 MIT",
                        "read docs/supply-chain.md, then: ci/dependencies --write");
        assertThat(Dependencies.problems(List.of(), List.of()))
                .first()
                .asString()
                .startsWith("Maven named no library");
    }

    @Test
    void aLicenceThatMayNotBeUsedIsNamedEvenIfItIsInTheList() {
        List<String> agreed =
                List.of("a:a:1 'GPL-3.0'", "b:b:1 unknown", "c:c:1 'GPL-3.0' OR Apache-2.0");

        assertThat(Dependencies.problems(agreed, agreed))
                .containsExactly(
                        "its licence may not be used: a:a:1 'GPL-3.0'",
                        "its licence may not be used: b:b:1 unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Apache License, Version 2.0 | Apache-2.0
                    The Apache License, Version 2.0 | Apache-2.0
                    The Apache Software License, Version 2.0 | Apache-2.0
                    Apache-2.0 | Apache-2.0
                    ASL 2.0 | Apache-2.0
                    Eclipse Public License v2.0 | EPL-2.0
                    EPL-2.0 | EPL-2.0
                    EDL 1.0 | BSD-3-Clause
                    The New BSD License | BSD-3-Clause
                    BSD-2-Clause | BSD-2-Clause
                    The MIT License | MIT
                    MIT-0 | MIT-0
                    GPL2 w/ CPE | GPL-2.0-with-classpath-exception
                    Mozilla Public License, Version 2.0 | MPL-2.0
                    GNU Lesser General Public License, Version 2.1 | LGPL-2.1
                    GNU Affero General Public License v3 | 'GNU Affero General Public License v3'
                    SSPL | 'SSPL'
                    Commercial | 'Commercial'
                    """,
            quoteCharacter = '`')
    void licencesHaveOneNameEach(String name, String shortName) throws IOException {
        pom("g", "a", "1", "<licenses><license><name>" + name + "</name></license></licenses>");

        assertThat(new Licences(repository).of("g", "a", "1")).isEqualTo(shortName);
        assertThat(Licences.isAllowed(shortName)).isEqualTo(!shortName.startsWith("'"));
    }

    @Test
    void theListIsSortedAndWhatIsInItMayBeUsed() throws IOException {
        List<String> list = list();

        assertThat(list).hasSizeGreaterThan(200).containsExactlyElementsOf(new TreeSet<>(list));
        assertThat(Dependencies.problems(list, list)).isEmpty();
    }

    /** What the POMs name with a version of their own; the rest is resolved where CI asks Maven. */
    @Test
    void theListHasTheVersionsThatThePomsName() throws IOException {
        List<String> list = list();
        Map<String, String> named = named();

        assertThat(named).hasSizeGreaterThan(10);
        named.forEach((library, version) -> {
            List<String> listed =
                    list.stream().filter(line -> line.startsWith(library + ":")).toList();
            if (!listed.isEmpty()) {
                assertThat(listed)
                        .as("%s %s: ci/dependencies --write", library, version)
                        .anyMatch(line -> line.startsWith(library + ":" + version + " "));
            }
        });
    }

    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+)>([^<]+)</\\1>");

    private static Map<String, String> named() throws IOException {
        String root = Files.readString(Repository.ROOT.resolve("pom.xml"));
        Map<String, String> properties = new TreeMap<>();
        Matcher property = PROPERTY.matcher(root);
        while (property.find()) {
            properties.putIfAbsent("${" + property.group(1) + "}", property.group(2));
        }
        Map<String, String> named = new TreeMap<>();
        for (Path pom : Repository.files("pom.xml", "**/pom.xml")) {
            for (MatchResult one : DEPENDENCY.matcher(Files.readString(pom)).results().toList()) {
                if (!one.group(1).equals("io.agentfleet")) {
                    named.put(
                            one.group(1) + ":" + one.group(2),
                            properties.getOrDefault(one.group(3), one.group(3)));
                }
            }
        }
        named.put("io.quarkus:quarkus-core", properties.getOrDefault("${quarkus.version}", ""));
        return named;
    }

    private static List<String> list() throws IOException {
        return Files.readAllLines(Repository.ROOT.resolve("ci/dependencies.txt"));
    }
}
