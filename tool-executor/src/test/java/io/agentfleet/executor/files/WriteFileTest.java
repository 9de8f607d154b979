package io.agentfleet.executor.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.ToolFixture;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.ProducedFile;
import io.agentfleet.executor.sandbox.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteFileTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench = new ToolFixture(root);
    }

    @Test
    void writesIntoTheFolderOfTheTask() throws Exception {
        ExecutionOutcome outcome =
                bench.call("write_file", Map.of("path", "sub/report.md", "content", "# 보고서\n"));

        ExecutionOutcome.Succeeded written = (ExecutionOutcome.Succeeded) outcome;
        assertThat(written.answer().content().toString())
                .isEqualTo("{\"path\":\"sub/report.md\",\"bytes\":12}");
        Path file = bench.output().resolve("sub/report.md");
        assertThat(written.answer().files())
                .containsExactly(
                        new ProducedFile("sub/report.md", "text/markdown", file.toUri(), 12));
        assertThat(file).hasContent("# 보고서\n");
    }

    @Test
    void replacesAFileAsAWhole() throws Exception {
        bench.result("write_file", Map.of("path", "a.txt", "content", "a long first text"));
        bench.result("write_file", Map.of("path", "a.txt", "content", "b"));

        assertThat(bench.output().resolve("a.txt")).hasContent("b");
        try (var files = Files.list(bench.output())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aBrowserRunsAndLoadsNothingOfAPage() throws Exception {
        for (String page :
                List.of(
                        "<!DOCTYPE html>\n<html><head><script>alert(1)</script>",
                        "<img src=https://evil.example/leak>",
                        "<!-- <head> --><svg onload=alert(1)>")) {
            for (String name : List.of("page.html", "PAGE.HTM", "a/./page.html/.", " page.html ")) {
                bench.result("write_file", Map.of("path", name, "content", page));
                Path file = bench.output().resolve(name.strip()).normalize();
                Document read = Jsoup.parse(Files.readString(file));
                Element first = read.head().child(0);
                assertThat(first.attr("http-equiv")).isEqualTo("Content-Security-Policy");
                assertThat(first.attr("content"))
                        .startsWith("default-src 'none';")
                        .doesNotContain("script");
                assertThat(read.documentType() == null).isEqualTo(!page.startsWith("<!DOCTYPE"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.svg", "x.SVG", "a/x.xhtml", "x.xml", "x.hta", "x.mht", "x.svg/."})
    void whatABrowserWouldRunIsNotWritten(String path) {
        assertThat(bench.refusal("write_file", Map.of("path", path, "content", "<svg/>")))
                .startsWith("rejected invalid_tool_arguments: '" + path + "' would run");
    }

    @Test
    void aSpreadsheetFindsNoFormulaInAFile() throws Exception {
        bench.result("write_file", Map.of("path", "t.csv", "content", "a,b\n=1+1,-5\n"));
        bench.result("write_file", Map.of("path", "t.txt", "content", "=1+1"));

        assertThat(bench.output().resolve("t.csv")).hasContent("a,b\n'=1+1,-5\n");
        assertThat(bench.output().resolve("t.txt")).hasContent("=1+1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/x",
                "a/../../x",
                "..",
                ".",
                "a/..",
                "..\\x",
                "\0",
                "../task-10/x",
                "link/x",
                "link"
            })
    void refusesPathsThatLeaveTheFolder(String path) throws Exception {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.createDirectories(bench.output());
        Files.createSymbolicLink(bench.output().resolve("link"), elsewhere);

        assertThat(bench.refusal("write_file", Map.of("path", path, "content", "x")))
                .startsWith("rejected permission_denied: path '")
                .doesNotContain(root.toString());
        try (var files = Files.list(elsewhere)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void followsNoLinkThatStandsInTheTasksPlace() throws Exception {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.createDirectories(bench.output().getParent());
        Files.createSymbolicLink(bench.output(), elsewhere);

        assertThat(bench.refusal("write_file", Map.of("path", "report.md", "content", "x")))
                .startsWith("rejected permission_denied: path 'report.md'");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void followsNoLinkThatStandsInThePlaceOfAllOutput() throws Exception {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Path output = root.resolve("output");
        Files.createSymbolicLink(output, elsewhere);

        assertThat(bench.refusal("write_file", Map.of("path", "report.md", "content", "x")))
                .startsWith("rejected permission_denied: path 'report.md'");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(new OutputFolder(output).writable()).isFalse();
    }

    @Test
    void writesNothingElsewhereWhileALinkComesAndGoes() throws Exception {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Path sub = Files.createDirectories(bench.output()).resolve("sub");
        AtomicBoolean over = new AtomicBoolean();
        Thread attacker = Thread.ofPlatform().start(() -> plantAndRemove(sub, elsewhere, over));
        try {
            for (int i = 0; i < 300; i++) {
                ExecutionOutcome ignored =
                        bench.call("write_file", Map.of("path", "sub/deep/a", "content", "x"));
            }
        } finally {
            over.set(true);
            attacker.join();
        }
        assertThat(elsewhere).isEmptyDirectory();
    }

    private static void plantAndRemove(Path place, Path elsewhere, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            try {
                if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(place, place.resolveSibling("aside-" + i));
                }
                Files.createSymbolicLink(place, elsewhere);
                Files.delete(place);
            } catch (IOException theOtherSideWasQuicker) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void refusesMoreThanFiveMebibytes() {
        String large = "x".repeat(5 * 1024 * 1024 + 1);

        assertThat(bench.refusal("write_file", Map.of("path", "a", "content", large)))
                .startsWith("rejected payload_too_large: a would have 5242881 bytes");
    }

    @Test
    void refusesAFolderAndACallWithoutTask() {
        bench.result("write_file", Map.of("path", "sub/a", "content", ""));

        assertThat(bench.refusal("write_file", Map.of("path", "sub", "content", "x")))
                .startsWith("rejected invalid_tool_arguments: 'sub' is a folder");
        assertThat(bench.refusal("write_file", Map.of("path", "sub/a/b", "content", "x")))
                .startsWith("failed tool_failed: sub/a/b could not be written");
        assertThat(
                        ToolFixture.refusal(
                                bench.call(
                                        "write_file",
                                        Map.of("path", "a", "content", "x"),
                                        ToolContext.of("../other", ""))))
                .startsWith("rejected invalid_argument: a file belongs to a task");
    }
}
