package io.agentfleet.executor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.ToolFixture;
import io.agentfleet.executor.sandbox.ToolContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryDatabaseTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench = new ToolFixture(root);
        bench.file("orders.csv", "day,region,amount\n2026-11-01,Seoul,10\n2026-11-02,Busan,32\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table orders",
                "delete from orders",
                "insert into orders values ('2026-11-03', 'x', 1)",
                "update orders set amount = 0",
                "create table x as select 1",
                "with x as (insert into orders values (null, null, 1)) select 1",
                "copy orders to 'stolen.csv'",
                "attach 'other.db'",
                "set memory_limit = '10GB'",
                "pragma database_list",
                "install httpfs",
                "select 1; drop table orders",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from glob('/*')",
                "select * from query('select 1')",
                "select * from duckdb_settings()",
                "select * from information_schema.tables"
            })
    void refusesWhatIsNotOneReadingStatementOverItsTables(String sql) {
        assertThat(bench.refusal("query_database", Map.of("sql", sql)))
                .startsWith("rejected permission_denied: ");
        assertThat(bench.rows("select count(*) from orders")).isEqualTo("[[2]]");
    }

    @Test
    void answersWithColumnsRowsAndCount() {
        JsonNode answer =
                bench.result(
                        "query_database",
                        Map.of(
                                "sql",
                                "select region, sum(amount) as total from orders group by region order by total desc"));

        assertThat(answer.toString())
                .isEqualTo(
                        "{\"columns\":[{\"name\":\"region\",\"type\":\"VARCHAR\"},{\"name\":\"total\",\"type\":\"BIGINT\"}],\"rows\":[[\"Busan\",32],[\"Seoul\",10]],\"row_count\":2,\"truncated\":false}");
    }

    @Test
    void letsCommonTableExpressionsAndGeneratedRowsPass() {
        assertThat(
                        bench.rows(
                                "with t as (select * from orders), d as (select unnest(range(2)) n) select count(*) from t, d"))
                .isEqualTo("[[4]]");
        assertThat(bench.rows("select count(*) from generate_series(1, 5)")).isEqualTo("[[5]]");
        assertThat(bench.rows("from main.orders select max(day)")).isEqualTo("[[\"2026-11-02\"]]");
    }

    @Test
    void cutsAtTheRowCap() {
        JsonNode answer =
                bench.result(
                        "query_database",
                        Map.of("sql", "select * from range(1000000)", "max_rows", 3));

        assertThat(answer.path("row_count").asInt()).isEqualTo(3);
        assertThat(answer.path("truncated").asBoolean()).isTrue();
        assertThat(bench.refusal("query_database", Map.of("sql", "select 1", "max_rows", 1001)))
                .startsWith("rejected invalid_tool_arguments: argument 'max_rows' is 1001");
    }

    @Test
    void stopsAQueryThatTakesTooLong() {
        ToolContext hasty = new ToolContext("task-1", "data", Duration.ofMillis(1500));
        bench.rows("select 1");

        assertThat(
                        ToolFixture.refusal(
                                bench.call(
                                        "query_database",
                                        Map.of(
                                                "sql",
                                                "select sum(a.range * b.range) from range(1000000) a, range(1000000) b"),
                                        hasty)))
                .startsWith("failed tool_timeout: ");
        assertThat(bench.rows("select count(*) from orders")).isEqualTo("[[2]]");
    }

    @Test
    void stopsAQueryThatNeedsTooMuchMemory() {
        assertThat(
                        bench.refusal(
                                "query_database",
                                Map.of(
                                        "sql",
                                        "select max(len(l)) from (select list(repeat('x', 1000) || range) l from range(3000000))")))
                .startsWith("failed memory_limit_reached: ");
        assertThat(bench.rows("select count(*) from orders")).isEqualTo("[[2]]");
    }

    @Test
    void saysWhatIsWrongWithTheSql() {
        assertThat(bench.refusal("query_database", Map.of("sql", "selec 1")))
                .startsWith(
                        "rejected invalid_tool_arguments: the SQL cannot be parsed: syntax error");
        assertThat(bench.refusal("query_database", Map.of("sql", "select nope from orders")))
                .startsWith("rejected invalid_tool_arguments: the query failed: Binder Error")
                .contains("nope")
                .doesNotContain("LINE");
        assertThat(bench.refusal("query_database", Map.of("sql", "select * from sales")))
                .isEqualTo(
                        "rejected invalid_tool_arguments: there is no table 'sales': the tables are [orders]");
        assertThat(bench.refusal("query_database", Map.of("sql", " ")))
                .startsWith("rejected invalid_tool_arguments: argument 'sql' is missing");
        assertThat(bench.refusal("query_database", Map.of("sql", "select region::int from orders")))
                .startsWith("failed tool_failed: the query failed: Conversion Error");
    }

    @Test
    void readsNoFileEvenThroughAnUnquotedPath() {
        assertThat(bench.refusal("query_database", Map.of("sql", "select * from '/etc/passwd'")))
                .contains("there is no table '/etc/passwd'");
        assertThat(Files.exists(Path.of("stolen.csv"))).isFalse();
    }

    @Test
    void answersManyQueriesAtOnce() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String sql = "select sum(amount) + %d from orders".formatted(i);
                answers.add(pool.submit(() -> bench.rows(sql)));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(answers.get(i).get()).isEqualTo("[[%d]]".formatted(42 + i));
            }
        }
    }

    @Test
    void describesColumnsWithRangeAndFrequentValues() {
        bench.file(
                "orders.csv",
                "day,region,amount\n2026-11-01,Seoul,10\n2026-11-02,Busan,\n2026-11-02,Seoul,2.5\n");

        JsonNode answer = bench.result("describe_table", Map.of("table", "ORDERS"));

        assertThat(answer.path("rows").asInt()).isEqualTo(3);
        assertThat(answer.at("/columns/0").toString())
                .isEqualTo(
                        "{\"name\":\"day\",\"type\":\"DATE\",\"nulls\":0,\"distinct\":2,\"min\":\"2026-11-01\",\"max\":\"2026-11-02\",\"samples\":[\"2026-11-02\",\"2026-11-01\"]}");
        assertThat(answer.at("/columns/1/samples").toString()).isEqualTo("[\"Seoul\",\"Busan\"]");
        assertThat(answer.at("/columns/2").toString())
                .contains("\"nulls\":1", "\"min\":2.5,\"max\":10");
        assertThat(bench.refusal("describe_table", Map.of("table", "x")))
                .contains("there is no table 'x'");
    }
}
