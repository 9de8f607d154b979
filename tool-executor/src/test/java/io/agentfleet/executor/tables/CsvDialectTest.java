package io.agentfleet.executor.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvDialectTest {

    private static CsvDialect of(String... lines) {
        return CsvDialect.of(String.join("\n", lines));
    }

    @Test
    void takesTheDelimiterByWhichRecordsAreAlike() {
        assertThat(of("name,amount", "A,1", "B,2,3", "C")).isEqualTo(new CsvDialect(',', 0, true));
        assertThat(of("name;amount", "A;1,5", "B;2,25")).isEqualTo(new CsvDialect(';', 0, true));
        assertThat(of("city|text", "A|hello, you", "B|bye, bye, all"))
                .isEqualTo(new CsvDialect('|', 0, true));
        assertThat(of("a\tb", "x y\t1")).isEqualTo(new CsvDialect('\t', 0, true));
        assertThat(of("a,b", "\"x; y; z\",1", "\"line\nbreak\",2"))
                .isEqualTo(new CsvDialect(',', 0, true));
        assertThat(of("only", "one", "column")).isEqualTo(new CsvDialect(',', 0, true));
    }

    @Test
    void skipsATitleAboveTheTable() {
        assertThat(of("Report 2026", "", "name,amount", "A,1", "B,2"))
                .isEqualTo(new CsvDialect(',', 2, true));
    }

    @Test
    void distinguishesNamesFromValues() {
        assertThat(of("2026-11-01,12", "2026-11-02,13").header()).isFalse();
        assertThat(of("A,12", "B,13").header()).isFalse();
        assertThat(of("제품,2024,2025", "녹차,1,2").header()).isTrue();
        assertThat(of("date,1,2", "2026-11-01,5,6").header()).isTrue();
        assertThat(of("").header()).isTrue();
    }
}
