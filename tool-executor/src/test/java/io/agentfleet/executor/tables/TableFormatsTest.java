package io.agentfleet.executor.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.ToolFixture;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFormatsTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench = new ToolFixture(root);
    }

    @Test
    void readsCommaSeparatedValuesWithQuotes() {
        bench.file("a.csv", "name,amount\n\"Kim, H.\",10\n\"say \"\"hi\"\"\",2.5\n");

        assertThat(bench.columns("a")).isEqualTo("name VARCHAR, amount DECIMAL");
        assertThat(bench.rows("select * from a"))
                .isEqualTo("[[\"Kim, H.\",10],[\"say \\\"hi\\\"\",2.5]]");
    }

    @Test
    void readsSemicolonsWithByteOrderMarkAndDecimalCommas() {
        bench.file("a.csv", "\uFEFFdatum;umsatz\n03.11.2026;1.234,50\n04.11.2026;7,25\n");

        assertThat(bench.columns("a")).isEqualTo("datum DATE, umsatz DECIMAL");
        assertThat(bench.rows("select datum, umsatz from a order by 1"))
                .isEqualTo("[[\"2026-11-03\",1234.5],[\"2026-11-04\",7.25]]");
    }

    @Test
    void readsTabsPipesAndAHeaderAboveTextOnly() {
        bench.file("t.tsv", "name\tcity\nA\tSeoul\nB\tBusan\n");
        bench.file("p.csv", "name|city\nA|Seoul\nB|Busan\n");

        assertThat(bench.columns("t")).isEqualTo("name VARCHAR, city VARCHAR");
        assertThat(bench.rows("select count(*) from t")).isEqualTo("[[2]]");
        assertThat(bench.columns("p")).isEqualTo("name VARCHAR, city VARCHAR");
    }

    @Test
    void givesColumnsNamesWhereTheFileHasNone() {
        bench.file("a.csv", "2026-11-01,12\n2026-11-02,13\n");

        assertThat(bench.columns("a")).isEqualTo("column0 DATE, column1 BIGINT");
        assertThat(bench.rows("select count(*) from a")).isEqualTo("[[2]]");
    }

    @Test
    void readsKoreanInCp949() {
        bench.file(
                "매출.csv",
                "날짜,제품명,매출액\n2026년 11월 3일,똠방각하,\"￦1,200\"\n2026년 11월 12일,녹차,\"￦12,000\"\n",
                Charset.forName("x-windows-949"));

        assertThat(bench.columns("매출")).isEqualTo("날짜 DATE, 제품명 VARCHAR, 매출액 BIGINT");
        assertThat(bench.rows("select \"제품명\", sum(\"매출액\") from \"매출\" group by 1 order by 2"))
                .isEqualTo("[[\"똠방각하\",1200],[\"녹차\",12000]]");
    }

    @Test
    void readsUtf16AndWesternText() {
        bench.file("u.csv", "\uFEFF이름,값\n가,1\n", StandardCharsets.UTF_16LE);
        bench.file("w.csv", "Größe,Stück\nhöchste,1\n", Charset.forName("windows-1252"));

        assertThat(bench.columns("u")).isEqualTo("이름 VARCHAR, 값 BIGINT");
        assertThat(bench.columns("w")).isEqualTo("Größe VARCHAR, Stück BIGINT");
    }

    @Test
    void readsJsonArraysAndOneRecordPerLine() {
        bench.file("a.json", "[{\"day\":\"2026-11-03\",\"n\":1},{\"day\":\"2026-11-04\",\"n\":2}]");
        bench.file("b.ndjson", "{\"x\":\"가\",\"v\":1.5}\n{\"x\":\"나\",\"v\":2}\n");
        bench.file("c.jsonl", "{\"x\":1}\n{\"x\":2}\n");

        assertThat(bench.columns("a")).isEqualTo("day DATE, n BIGINT");
        assertThat(bench.columns("b")).isEqualTo("x VARCHAR, v DOUBLE");
        assertThat(bench.rows("select sum(x) from c")).isEqualTo("[[3]]");
    }

    @Test
    void flattensNestedJsonAndUnwrapsAListInAnObject() {
        bench.file(
                "orders.json",
                "{\"version\":2,\"orders\":[{\"id\":1,\"who\":{\"name\":\"A\",\"tags\":[\"x\"]}},{\"id\":2,\"who\":{\"name\":\"B\"}}]}");

        assertThat(bench.columns("orders"))
                .isEqualTo("id BIGINT, who_name VARCHAR, who_tags VARCHAR");
        assertThat(bench.rows("select id, who_name, who_tags from orders order by id"))
                .isEqualTo("[[1,\"A\",\"[\\\"x\\\"]\"],[2,\"B\",null]]");
    }

    @Test
    void readsParquetWithTypesThatModelsKnow() throws Exception {
        Files.createDirectories(bench.data());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT 1::INTEGER i, 2::UTINYINT u, 1.5::FLOAT f, 2.25::DECIMAL(9,2) d, TIMESTAMP '2026-11-03 00:00:00' AS day, TIMESTAMP '2026-11-03 10:30:00' AS at, true b, [1,2] l, 20261103::INTEGER order_date) TO '%s' (FORMAT parquet)"
                            .formatted(bench.data().resolve("p.parquet")));
        }

        assertThat(bench.columns("p"))
                .isEqualTo(
                        "i BIGINT, u BIGINT, f DOUBLE, d DECIMAL, day DATE, at TIMESTAMP, b BOOLEAN, l VARCHAR, order_date DATE");
        assertThat(bench.rows("select * from p"))
                .isEqualTo(
                        "[[1,2,1.5,2.25,\"2026-11-03\",\"2026-11-03T10:30\",true,\"[1,2]\",\"2026-11-03\"]]");
    }

    @Test
    void namesTablesOfSubFoldersApart() {
        bench.file("2025/orders.csv", "a\n1\n").file("2026/orders.csv", "a\n2\n");
        bench.file("Orders.json", "[{\"a\":3}]");

        assertThat(ToolFixture.each(bench.result("list_tables", Map.of()).path("tables"), "name"))
                .containsExactly("orders", "2026_orders", "Orders_2");
    }

    @Test
    void takesNamesOfFilesLiterally() {
        bench.file("it's [1] 100%.csv", "a\n1\n").file("it's 1 100%.csv", "a\n2\n");
        bench.file("x*.json", "[{\"a\":3}]").file("xy.json", "[{\"a\":4}]");

        assertThat(bench.rows("select a from \"it's [1] 100%\" union all select a from \"x*\""))
                .isEqualTo("[[1],[3]]");
    }

    @Test
    void seesFilesThatChange() {
        bench.file("a.csv", "v\n1\n");
        assertThat(bench.rows("select sum(v) from a")).isEqualTo("[[1]]");

        bench.file("a.csv", "v\n1\n41\n").file("b.csv", "v\n5\n");

        assertThat(bench.rows("select (select sum(v) from a) + (select sum(v) from b)"))
                .isEqualTo("[[47]]");
    }
}
