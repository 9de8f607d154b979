package io.agentfleet.executor.random;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Statements of any depth and size: mostly such as DuckDB's parser accepts, with any of its
 * functions on any values; some nested very deeply, very long, damaged, or noise.
 */
final class RandomSql {

    private static final List<String> VALUES =
            words(
                    """
                    null¦1¦-1¦0¦1.5¦1e308¦'x'¦''¦true¦'서울'¦'a,b'¦9223372036854775807¦\
                    170141183460469231731687303715884105727¦0.1::decimal(38,37)¦'nan'::double¦\
                    '-inf'::double¦date '2026-01-05'¦'infinity'::timestamp¦\
                    timestamp '2026-01-05 10:11:12'¦timestamptz '0001-01-01 00:00:00+15'¦\
                    date '5877642-06-25 (BC)'¦interval 3 months¦time '24:00:00'¦\
                    '\\xAA\\x00'::blob¦'101'::bit¦uuid()¦'[1,{"a":null}]'::json¦[]¦[1,null]¦\
                    {'a':1,'b':[2]}¦map{'k':1}¦range(3)¦amount¦region¦o.amount¦'😀\uD83D'¦\
                    repeat('가', 5000)¦range(1000)¦chr(1114111)¦interval 1 day\
                    """);

    private static final List<String> ODD =
            words(
                    """
                    (1,'x')¦orders¦"금액"¦*¦o.*¦columns(*)¦$1¦?¦#1¦😀¦'\0'¦x -> x¦\
                    interval '-178000000 years'\
                    """);

    private static final List<String> TYPES =
            words(
                    """
                    int¦utinyint¦hugeint¦decimal(38,38)¦double¦varchar¦date¦timestamp_ns¦\
                    timestamptz¦time¦timetz¦interval¦blob¦bit¦uuid¦json¦int[]¦varchar[2]¦\
                    struct(a int)¦map(varchar, int)¦union(n int, s varchar)¦enum('a','b')¦null¦금액\
                    """);

    private static final List<String> OPERATORS =
            words(
                    """
                    +¦-¦*¦/¦//¦%¦**¦||¦=¦<>¦<¦>=¦and¦or¦like¦ilike¦similar to¦~¦is distinct from¦\
                    <<¦&¦^@¦->¦->>¦in¦@>¦collate¦::¦between 1 and\
                    """);

    private static final List<String> WRAPPERS =
            words(
                    """
                    (¦abs(¦[¦{'a':¦not ¦- ¦(select ¦case when true then ¦coalesce(1, ¦\
                    list_transform([1], x -> ¦(values (¦cast(¦struct_pack(a := ¦exists(select ¦\
                    '' || (\
                    """);

    private static final List<String> OTHERS =
            words(
                    """
                    show tables¦describe orders¦summarize orders¦\
                    pivot orders on region using sum(amount)¦\
                    unpivot orders on amount into name n value v¦from orders¦table orders¦\
                    copy orders to '/tmp/x'¦select * from read_csv('/etc/passwd')¦\
                    attach ':memory:'¦pragma version¦explain analyze from orders¦\
                    select * from '/etc/passwd'¦call pragma_version()¦select 1; select 2¦\
                    prepare p as select 1¦values (1)¦create table t as select 1¦set threads=1¦\
                    select getenv('HOME')¦from range(1000000000)¦checkpoint\
                    """);

    private final Random random;
    private final List<String> functions;
    private int left;

    /**
     * @param functions all that there are: name and types of arguments, with ¦ between
     */
    RandomSql(Random random, List<String> functions) {
        this.random = random;
        this.functions = functions;
    }

    private static List<String> words(String text) {
        return List.of(text.split("¦", -1));
    }

    String statement() {
        left = 1 << random.nextInt(9);
        return switch (random.nextInt(20)) {
            case 0 -> noise();
            case 1, 2 -> damaged(select());
            case 3 -> deep();
            case 4 -> one(OTHERS);
            case 5 -> large();
            case 6, 7, 8, 9, 10 -> "select " + call() + " from orders o";
            default -> select();
        };
    }

    private String select() {
        StringBuilder sql = new StringBuilder();
        if (random.nextInt(5) == 0) {
            sql.append(random.nextBoolean() ? "with recursive t(n) as (" : "with t(n) as (")
                    .append(inner())
                    .append(random.nextBoolean() ? " union all select n from t" : "")
                    .append(") ");
        }
        sql.append("select ")
                .append(random.nextInt(6) == 0 ? "distinct " : "")
                .append(expressions());
        sql.append(" from ").append(source());
        maybe(sql, " where ");
        maybe(sql, " group by ");
        maybe(sql, " having ");
        maybe(sql, " qualify ");
        maybe(sql, " order by ");
        maybe(sql, " limit ");
        return random.nextInt(8) > 0
                ? sql.toString()
                : sql + one(List.of(" union ", " except all ", " intersect ")) + inner();
    }

    private void maybe(StringBuilder sql, String clause) {
        if (random.nextInt(5) == 0) {
            sql.append(clause).append(expression());
        }
    }

    private String inner() {
        return left-- > 0 ? select() : "select 1";
    }

    private String source() {
        return switch (random.nextInt(9)) {
            case 0 -> "(" + inner() + ") o";
            case 1 ->
                    "orders o"
                            + one(List.of(" left join", " semi join", " asof join", " full join"))
                            + " orders p on "
                            + expression();
            case 2 -> "orders o, lateral (" + inner() + ") q";
            case 3 -> "range(" + expression() + ") o(amount)";
            case 4 -> "unnest(" + expression() + ") o(amount)";
            case 5 -> "(values (" + expressions() + ")) o(amount)";
            case 6 -> "orders o tablesample " + random.nextInt(200) + "%";
            default -> "orders o";
        };
    }

    private String expressions() {
        StringBuilder all = new StringBuilder(expression());
        for (int i = random.nextInt(4); i > 0; i--) {
            all.append(", ").append(expression());
        }
        return all.toString();
    }

    private String expression() {
        if (left-- <= 0) {
            return atom();
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> atom();
            case 2 -> "(" + expression() + " " + one(OPERATORS) + " " + expression() + ")";
            case 3 -> one(List.of("cast(", "try_cast(")) + expression() + " as " + one(TYPES) + ")";
            case 4 -> "(" + inner() + ")";
            case 5 ->
                    "case when "
                            + expression()
                            + " then "
                            + expression()
                            + " else "
                            + expression()
                            + " end";
            case 6 -> "[" + expressions() + "]";
            case 7 -> "{'a': " + expression() + ", '나': " + expression() + "}";
            case 8 -> "(" + expression() + ")[" + expression() + ":" + expression() + "]";
            case 9 ->
                    call()
                            + " over (partition by "
                            + expression()
                            + " order by "
                            + expression()
                            + " rows between 1 preceding and current row)";
            default -> call();
        };
    }

    /** Mostly with arguments of the types that the function takes. */
    private String call() {
        String[] signature = one(functions).split("¦", -1);
        if (random.nextInt(8) == 0) {
            return '"' + signature[0] + "\"(" + expressions() + ")";
        }
        StringJoiner arguments = new StringJoiner(", ", '"' + signature[0] + "\"(", ")");
        for (String type : List.of(signature).subList(1, signature.length)) {
            arguments.add(
                    type.matches("[A-Z]{3,}(\\[\\])?") && !type.startsWith("ANY")
                            ? "try_cast(%s as %s)".formatted(expression(), type)
                            : expression());
        }
        return arguments.toString();
    }

    private String deep() {
        String open = one(WRAPPERS);
        int depth = 1 << random.nextInt(13);
        String close =
                open.startsWith("case")
                        ? " end"
                        : open.startsWith("cast") ? " as int)" : closing(open);
        return "select "
                + open.repeat(depth)
                + atom()
                + close.repeat(random.nextInt(9) == 0 ? depth - 1 : depth);
    }

    private static String closing(String open) {
        StringBuilder close = new StringBuilder();
        for (int i = open.length() - 1; i >= 0; i--) {
            switch (open.charAt(i)) {
                case '(' -> close.append(')');
                case '[' -> close.append(open.indexOf(']') < 0 ? "]" : "");
                case '{' -> close.append('}');
                default -> {}
            }
        }
        return close.toString();
    }

    private String large() {
        int size = 1 << random.nextInt(17);
        return switch (random.nextInt(5)) {
            case 0 -> "select '" + one(List.of("x", "가", "''", "\\")).repeat(size) + "'";
            case 1 -> "select " + "9".repeat(size);
            case 2 -> "select 1" + (" " + one(OPERATORS) + " 1").repeat(Math.min(size, 10_000));
            case 3 -> "select 1 as \"" + "열".repeat(size) + "\"";
            default -> "select 1" + ", amount".repeat(Math.min(size, 5_000)) + " from orders";
        };
    }

    private String damaged(String sql) {
        StringBuilder text = new StringBuilder(sql);
        for (int i = 1 + random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, (char) random.nextInt(0x10000));
                default -> text.insert(at, text.substring(at, to).repeat(1 + random.nextInt(4)));
            }
        }
        return text.toString();
    }

    private String noise() {
        byte[] bytes = new byte[1 << random.nextInt(14)];
        random.nextBytes(bytes);
        return new String(
                bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }

    private String atom() {
        return one(random.nextInt(20) == 0 ? ODD : VALUES);
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
