package io.agentfleet.executor.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.ToolFixture;
import io.agentfleet.executor.sandbox.ToolContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableProblemsTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench = new ToolFixture(root);
    }

    @Test
    void listsBrokenFilesAndKeepsTheOthers() {
        bench.file("good.csv", "a\n1\n")
                .file("sales.parquet", "PAR1 this is not parquet")
                .file("broken.json", "[{\"a\":1},{\"a\":")
                .file("empty.csv", "")
                .file("book.xlsx", "PK");

        JsonNode answer = bench.result("list_tables", Map.of());

        assertThat(ToolFixture.each(answer.path("tables"), "name")).containsExactly("good");
        assertThat(ToolFixture.each(answer.path("problems"), "file"))
                .containsExactly("book.xlsx", "broken.json", "empty.csv", "sales.parquet");
        assertThat(answer.path("problems").toString()).doesNotContain(root.toString());
        assertThat(bench.rows("select * from good")).isEqualTo("[[1]]");
        assertThat(bench.refusal("query_database", Map.of("sql", "select * from sales")))
                .startsWith("failed unreadable_data: table 'sales' is not there: sales.parquet")
                .doesNotContain(root.toString());
    }

    @Test
    void tellsTheNameOfAFileAndNotWhereItsRewrittenCopyLies() {
        bench.file("old.json", "[{\"name\":\"caf\u00e9\"},{\"a\":", StandardCharsets.ISO_8859_1)
                .file("a[1].json", "[{\"name\":\"caf\"},{\"a\":");

        JsonNode problems = bench.result("list_tables", Map.of()).path("problems");

        assertThat(ToolFixture.each(problems, "problem"))
                .allSatisfy(problem ->
                        assertThat(problem)
                                .doesNotContain(
                                        System.getProperty("java.io.tmpdir"), root.toString()));
        assertThat(problems.toString()).contains("old.json", "a[1].json");
    }

    @Test
    void readsAFileWithHeaderOnlyAsAnEmptyTable() {
        bench.file("a.csv", "name,amount\n");

        assertThat(bench.rows("select count(*) from a")).isEqualTo("[[0]]");
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws Exception {
        assertThat(bench.refusal("list_tables", Map.of()))
                .startsWith(
                        "failed unreadable_data: the folder of data source 'data' does not exist");
        Files.createDirectories(bench.data());
        assertThat(bench.refusal("list_tables", Map.of()))
                .startsWith("failed unreadable_data: the folder of data source 'data' is empty");
        Path file = Files.writeString(root.resolve("file"), "x");
        assertThat(bench.source(file).refusal("search_documents", Map.of("query", "x")))
                .contains("is not a folder");
        assertThat(bench.refusal("list_tables", Map.of())).doesNotContain(root.toString());
    }

    @Test
    void saysThatAFolderMayNotBeRead() throws Exception {
        bench.file("a.csv", "a\n1\n");
        Files.setPosixFilePermissions(bench.data(), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(bench.data())).as("root may read everything").isFalse();

        assertThat(bench.refusal("list_tables", Map.of())).contains("may not be read");
    }

    @Test
    void saysWhichDataSourcesThereAre() {
        bench.file("a.csv", "a\n1\n");

        assertThat(
                        ToolFixture.refusal(
                                bench.call("list_tables", Map.of(), ToolContext.of("t", "other"))))
                .startsWith(
                        "failed unknown_data_source: data source 'other' is not known: use one of [data]");
        assertThat(
                        ToolFixture.refusal(
                                bench.call("list_tables", Map.of(), ToolContext.of("t", ""))))
                .contains("names no data source");
    }

    @Test
    void doesNotFollowLinksOutOfTheFolder() throws Exception {
        bench.file("a.csv", "a\n1\n");
        Path secret = Files.writeString(root.resolve("secret.csv"), "key\nabc\n");
        Files.createSymbolicLink(bench.data().resolve("link.csv"), secret);

        assertThat(ToolFixture.each(bench.result("list_tables", Map.of()).path("tables"), "name"))
                .containsExactly("a");
    }

    @Test
    void readsLinesThatBreakTheRulesOfQuotingOrHaveTooFewCells() {
        bench.file("a.csv", "name,amount\nA,1\n\"B\"x,2\nC\n");

        assertThat(bench.rows("select count(*), sum(amount) from a")).isEqualTo("[[3,3]]");
    }
}
