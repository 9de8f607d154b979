package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Classes and methods that documents name, looked up in the sources, wherever these lie. */
class NamedMethodsTest {

    private static final Pattern METHOD =
            Pattern.compile(
                    "`(?:[a-z]\\w*\\.)*([A-Z]\\w*)\\.([a-z]\\w*)(\\.\\.\\.)?(?:\\(.*?\\))?`");
    private static final Pattern LINK =
            Pattern.compile("\\[`([A-Z]\\w*)(?:\\.(\\w+))?`\\]\\(([^)]+\\.java)\\)");

    private static final Map<String, List<Path>> SOURCES =
            Repository.files("*.java").stream()
                    .collect(Collectors.groupingBy(NamedMethodsTest::name));

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    @Test
    void everyMethodThatADocumentNamesIsThere() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult named : found(METHOD, document)) {
                List<Path> sources = SOURCES.getOrDefault(named.group(1), List.of());
                if (!sources.isEmpty()
                        && !hasMethod(sources, named.group(2), named.group(3) != null)) {
                    wrong.add(document + ": " + named.group());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void followOneTaskNamesOnlyExistingClassesAndMethods() throws IOException {
        Path document = Repository.ROOT.resolve("docs/follow-one-task.md");

        assertThat(found(METHOD, document))
                .isNotEmpty()
                .allSatisfy(named -> assertThat(SOURCES).containsKey(named.group(1)));
        assertThat(found(LINK, document))
                .hasSizeGreaterThan(10)
                .allSatisfy(link -> {
                    Path source = document.resolveSibling(link.group(3));
                    assertThat(name(source)).isEqualTo(link.group(1));
                    assertThat(
                                    link.group(2) == null
                                            || hasMethod(List.of(source), link.group(2), false))
                            .as(link.group())
                            .isTrue();
                });
    }

    private static List<Path> documents() {
        return Repository.files("*.md", ":!*/src/*");
    }

    private static List<MatchResult> found(Pattern what, Path document) throws IOException {
        return what.matcher(Files.readString(document)).results().toList();
    }

    private static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private boolean hasMethod(List<Path> sources, String method, boolean shortened)
            throws IOException {
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            Set<String> members = new TreeSet<>();
            task.parse().forEach(unit -> unit.accept(new Members(), members));
            return members.stream()
                    .anyMatch(name -> shortened ? name.startsWith(method) : name.equals(method));
        }
    }

    /** Names of methods, and of a record's components. */
    private static final class Members extends TreeScanner<Void, Set<String>> {

        @Override
        public Void visitMethod(MethodTree method, Set<String> members) {
            members.add(method.getName().toString());
            return super.visitMethod(method, members);
        }

        @Override
        public Void visitClass(ClassTree type, Set<String> members) {
            if (type.getKind() == Tree.Kind.RECORD) {
                type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .forEach(part -> members.add(((VariableTree) part).getName().toString()));
            }
            return super.visitClass(type, members);
        }
    }
}
