package io.agentfleet.executor.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.ToolFixture;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypingTest {

    @TempDir Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    03.11.2026; 14.11.2026 > DATE > 2026-11-03
                    2026년 11월 3일; 2026년 11월 14일 > DATE > 2026-11-03
                    20261103; 20261114 > DATE > 2026-11-03
                    11/03/2026; 11/14/2026 > DATE > 2026-11-03
                    14/11/2026; 03/11/2026 > DATE > 2026-11-03
                    2026. 11. 3.; 2026. 11. 14. > DATE > 2026-11-03
                    2026/11/3; 2026/11/14 > DATE > 2026-11-03
                    2026-11-03(화); 2026-11-14(토) > DATE > 2026-11-03
                    3 Nov 2026; 14 Nov 2026 > DATE > 2026-11-03
                    November 3, 2026; November 14, 2026 > DATE > 2026-11-03
                    2026-11; 2026-12 > DATE > 2026-11-01
                    2026년 11월; 2026년 12월 > DATE > 2026-11-01
                    2026-11-03T09:05:00Z; 2026-11-14T10:00:00Z > TIMESTAMP > 2026-11-03T09:05
                    03.11.2026 9:05; 14.11.2026 10:00 > TIMESTAMP > 2026-11-03T09:05
                    2026/11/03 09:05:30; 2026/11/14 10:00:00 > TIMESTAMP > 2026-11-03T09:05:30
                    1,234; 12,345,678 > BIGINT > 1234
                    ₩1,200; ₩35,000 > BIGINT > 1200
                    1,200원; 35,000원 > BIGINT > 1200
                    12.5%; 80% > DECIMAL > 12.5
                    $1,234.50; $2,000.00 > DECIMAL > 1234.5
                    (1,200); 3,500 > BIGINT > -1200
                    1.5e3; 2e4 > DOUBLE > 1500.0
                    0.125; 7 > DECIMAL > 0.125
                    TRUE; false > BOOLEAN > false
                    00123; 04567 > VARCHAR > 00123
                    010-1234-5678; 010-9876-5432 > VARCHAR > 010-1234-5678
                    A1; B2 > VARCHAR > A1
                    """)
    void readsValuesAsWhatTheyMean(String values, String type, String smallest) {
        ToolFixture bench = new ToolFixture(root);
        String lines = values.lines().map(v -> v.replace("; ", "\"\n\"")).findFirst().orElseThrow();
        bench.file("a.csv", "v\n\"" + lines + "\"\n\"-\"\n");

        assertThat(bench.columns("a")).isEqualTo("v " + type);
        assertThat(
                        bench.result(
                                        "query_database",
                                        Map.of(
                                                "sql",
                                                "select min(v) from a where v::varchar <> '-'"))
                                .at("/rows/0/0")
                                .asText())
                .isEqualTo(smallest);
    }

    @Test
    void takesTheOrderOfDayAndMonthWhoseDatesLieTogether() {
        ToolFixture bench = new ToolFixture(root);
        String rows =
                IntStream.rangeClosed(1, 12)
                        .mapToObj(day -> "%02d/11/2026".formatted(day))
                        .collect(Collectors.joining("\n"));
        bench.file("days.csv", "day\n" + rows + "\n");
        bench.file("us.csv", "day\n" + rows.replaceAll("(\\d\\d)/11", "11/$1") + "\n");

        assertThat(bench.rows("select min(day), max(day) from days"))
                .isEqualTo("[[\"2026-11-01\",\"2026-11-12\"]]");
        assertThat(bench.rows("select min(day), max(day) from us"))
                .isEqualTo("[[\"2026-11-01\",\"2026-11-12\"]]");
    }

    @Test
    void slashesMeanMonthFirstWhereTheDatesDoNotTell() {
        ToolFixture bench = new ToolFixture(root);
        bench.file("a.csv", "slash,dot\n11/03/2026,03.11.2026\n");

        assertThat(bench.rows("select slash, dot from a"))
                .isEqualTo("[[\"2026-11-03\",\"2026-11-03\"]]");
    }

    @Test
    void countsAFewOddValuesAsMissingAndSaysSo() {
        ToolFixture bench = new ToolFixture(root);
        String rows =
                IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        bench.file("a.csv", "v\n" + rows + "\nunknown\n");

        assertThat(bench.columns("a")).isEqualTo("v BIGINT");
        assertThat(bench.rows("select count(v), count(*) from a")).isEqualTo("[[100,101]]");
        assertThat(bench.result("list_tables", Map.of()).path("problems").toString())
                .contains("a.csv", "1 of 101 values of column 'v'");
    }
}
