package io.agentfleet.executor.hostile;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A call that somebody makes who means harm, or who makes a mistake of the same shape.
 *
 * @param name what it tries
 */
public record HostileCall(String name, String tool, Map<String, Object> arguments) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its arguments on the wire. */
    public String json() {
        return JSON.valueToTree(arguments).toString();
    }

    @Override
    public String toString() {
        return name;
    }

    /** What was seen to kill an executor, and its relatives. */
    public static List<HostileCall> all() {
        List<HostileCall> all = new ArrayList<>();
        deepSql(all);
        largeSql(all);
        longSql(all);
        escapingSql(all);
        code(all);
        charts(all);
        return all;
    }

    private static void deepSql(List<HostileCall> all) {
        all.add(
                sql(
                        "200 nested selects",
                        "select * from (".repeat(200) + "select 1" + ")".repeat(200)));
        all.add(
                sql(
                        "2000 nested selects",
                        "select * from (".repeat(1250) + "select 1" + ")".repeat(1250)));
        all.add(sql("500 common table expressions", chainOfTables(500)));
        all.add(
                sql(
                        "400 levels of struct",
                        "{'a':".repeat(400) + "1" + "}".repeat(400),
                        "select "));
        all.add(sql("900 nested calls", "abs(".repeat(900) + "1" + ")".repeat(900), "select "));
        all.add(sql("4900 nested calls", "abs(".repeat(3900) + "1" + ")".repeat(3900), "select "));
        all.add(sql("9000 parentheses", "(".repeat(9000) + "1" + ")".repeat(9000), "select "));
        all.add(sql("6000 minus signs", "- ".repeat(6000) + "1", "select "));
        all.add(sql("5000 nots", "not ".repeat(4900) + "true", "select "));
        all.add(
                sql(
                        "1000 nested cases",
                        "case when true then ".repeat(600) + "1" + " end".repeat(600),
                        "select "));
        all.add(sql("3000 levels of list", "[".repeat(3000) + "1" + "]".repeat(3000), "select "));
        all.add(sql("a sum of 9000 terms", "1" + "+1".repeat(9000), "select "));
        all.add(sql("3000 unions", "select 1" + " union all select 1".repeat(1000)));
        all.add(
                sql(
                        "nested lambdas",
                        "list_transform([1], x -> ".repeat(300) + "1" + ")".repeat(300),
                        "select "));
    }

    private static void largeSql(List<HostileCall> all) {
        all.add(sql("a text of 2 GB", "select length(repeat('x', 2000000000))"));
        all.add(sql("a text of 4 GB, shown", "select repeat(repeat('x', 65536), 65536)"));
        all.add(sql("a list of 100 million", "select len(range(100000000))"));
        all.add(
                sql(
                        "lists of lists",
                        "select list(r) from (select range(100000) r from range(10000))"));
        all.add(sql("a padding of 2 GB", "select length(lpad('x', 2147483647, 'y'))"));
        all.add(sql("a wide format", "select length(format('{:2000000000}', 1))"));
        all.add(
                sql(
                        "a text of all rows",
                        "select length(string_agg(range::varchar || repeat('x', 10000), ',')) from range(10000000)"));
        all.add(
                sql(
                        "a list of all rows",
                        "select max(len(l)) from (select list(repeat('x', 1000) || range) l from range(30000000))"));
        all.add(
                sql(
                        "a join of all with all",
                        "select count(*) from (select distinct a.range * 1000003 + b.range from range(100000) a, range(100000) b)"));
        all.add(
                sql(
                        "a pivot of many columns",
                        "pivot (select range a, range b from range(100000)) on a using sum(b)"));
        all.add(
                sql(
                        "JSON nested 100,000 deep",
                        "select (repeat('[', 100000) || repeat(']', 100000))::json"));
        all.add(sql("a number of a million digits", "select repeat('9', 10000000)::hugeint"));
    }

    private static void longSql(List<HostileCall> all) {
        all.add(
                sql(
                        "levenshtein of long texts",
                        "select levenshtein(repeat('ab', 75000), repeat('ba', 75000))"));
        all.add(
                sql(
                        "jaro of long texts",
                        "select jaro_similarity(repeat('ab', 200000), repeat('ba', 200000))"));
        all.add(
                sql(
                        "damerau of long texts",
                        "select damerau_levenshtein(repeat('ab', 20000), repeat('ba', 20000))"));
        all.add(
                sql(
                        "a product of rows",
                        "select sum(a.range * b.range) from range(10000000) a, range(10000000) b"));
        all.add(
                sql(
                        "a recursion without end",
                        "with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t"));
        all.add(
                sql(
                        "a recursion that grows",
                        "with recursive t(n) as (select 'x' union all select n || n from t) select max(length(n)) from t"));
        all.add(
                sql(
                        "a regular expression over 100 MB",
                        "select regexp_matches(repeat('a', 100000000), '(a*)*b')"));
        all.add(
                sql(
                        "a sort of 100 million",
                        "select range from range(100000000) order by hash(range) limit 1 offset 99999999"));
    }

    private static void escapingSql(List<HostileCall> all) {
        for (String escape :
                List.of(
                        "select * from read_csv('/etc/passwd')",
                        "select * from read_text('/etc/passwd')",
                        "select * from read_blob('/proc/self/environ')",
                        "select * from glob('/**')",
                        "select * from '/etc/passwd'",
                        "copy (select 1) to '/tmp/stolen.csv'",
                        "attach '/tmp/other.db'",
                        "install httpfs",
                        "load '/tmp/evil.duckdb_extension'",
                        "set memory_limit = '100GB'",
                        "pragma enable_external_access",
                        "select getenv('HOME')",
                        "select * from duckdb_settings()",
                        "select 1; drop table orders",
                        "export database '/tmp/x'")) {
            all.add(sql(escape, escape));
        }
    }

    private static void code(List<HostileCall> all) {
        all.add(code("a loop without end", "for (;;) {}"));
        all.add(code("memory without end", "const a = []; for (;;) a.push('x'.repeat(100000));"));
        all.add(code("a recursion without end", "const f = () => f() + 1; return f();"));
        all.add(code("an array of two billion", "return new Array(2 ** 31).fill(0).length;"));
        all.add(code("a result of many MB", "return 'x'.repeat(20000000);"));
        all.add(code("a regular expression", "return /^(a+)+$/.test('a'.repeat(40) + 'b');"));
        all.add(code("source nested deeply", "return " + "[".repeat(10000) + "]".repeat(10000)));
        all.add(code("a proxy", "return new Proxy({}, { ownKeys() { throw 1; } });"));
    }

    private static void charts(List<HostileCall> all) {
        all.add(chart("a title of 5 MB", "x".repeat(100_000), 1.0));
        all.add(chart("a value without bounds", "t", Double.MAX_VALUE));
        all.add(chart("a value that is tiny", "t", Double.MIN_VALUE));
    }

    private static String chainOfTables(int length) {
        StringBuilder sql = new StringBuilder("with t0 as (select 1 x)");
        for (int i = 1; i < length; i++) {
            sql.append(", t").append(i).append(" as (select x from t").append(i - 1).append(')');
        }
        return sql + " select * from t" + (length - 1);
    }

    private static HostileCall sql(String name, String sql) {
        return new HostileCall("sql: " + name, "query_database", Map.of("sql", sql));
    }

    private static HostileCall sql(String name, String expression, String before) {
        return sql(name, before + expression);
    }

    private static HostileCall code(String name, String code) {
        return new HostileCall("code: " + name, "run_code", Map.of("code", code));
    }

    private static HostileCall chart(String name, String title, double value) {
        return new HostileCall(
                "chart: " + name,
                "render_chart",
                Map.of(
                        "type",
                        "bar",
                        "title",
                        title,
                        "categories",
                        List.of("a", "b"),
                        "series",
                        List.of(Map.of("name", "s", "values", List.of(value, -value)))));
    }
}
