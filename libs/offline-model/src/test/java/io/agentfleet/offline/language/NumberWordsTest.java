package io.agentfleet.offline.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1,200 | 1200
                    12.5 | 12.5
                    50k | 50000
                    1.5 million | 1500000
                    5만 | 50000
                    30만 | 300000
                    3천 | 3000
                    2천5백만 | 25000000
                    3억 2천만 | 320000000
                    1.5억 | 150000000
                    5만 3천 | 53000
                    """)
    void readsNumbersAsPeopleWriteThem(String text, BigDecimal value) {
        assertThat(NumberWords.value(text)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({"3,3", "three,3", "세,3", "열,10"})
    void readsCounts(String text, int value) {
        assertThat(NumberWords.count(text)).hasValue(value);
    }
}
