package io.agentfleet.offline.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodReaderTest {
    /** Newest day: Wednesday, 18 November 2026. */
    private static final DateRange DATA =
            new DateRange(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 11, 18));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sales of the last 7 days | 2026-11-12 | 2026-11-18
                    last week's sales | 2026-11-12 | 2026-11-18
                    this week | 2026-11-16 | 2026-11-22
                    last month | 2026-10-01 | 2026-10-31
                    in the past three months | 2026-08-19 | 2026-11-18
                    this year | 2026-01-01 | 2026-12-31
                    yesterday | 2026-11-17 | 2026-11-17
                    2026-10 | 2026-10-01 | 2026-10-31
                    in October | 2026-10-01 | 2026-10-31
                    December sales | 2025-12-01 | 2025-12-31
                    sales in 2025 | 2025-01-01 | 2025-12-31
                    Q3 2026 | 2026-07-01 | 2026-09-30
                    third quarter | 2026-07-01 | 2026-09-30
                    since October 15 | 2026-10-15 | 2026-11-18
                    before March 2025 | 2025-01-01 | 2025-02-28
                    between 2026-10-03 and 2026-10-09 | 2026-10-03 | 2026-10-09
                    from October 3 to October 9 | 2026-10-03 | 2026-10-09
                    Oct 3-9, 2025 | 2025-10-03 | 2025-10-09
                    3rd of May 2026 | 2026-05-03 | 2026-05-03
                    최근 일주일 매출 | 2026-11-12 | 2026-11-18
                    최근 7일간 | 2026-11-12 | 2026-11-18
                    최근 3개월 | 2026-08-19 | 2026-11-18
                    지난주 매출 | 2026-11-12 | 2026-11-18
                    지난달 | 2026-10-01 | 2026-10-31
                    이번 달 | 2026-11-01 | 2026-11-30
                    어제 | 2026-11-17 | 2026-11-17
                    작년 | 2025-01-01 | 2025-12-31
                    2026년 10월 | 2026-10-01 | 2026-10-31
                    10월 매출 | 2026-10-01 | 2026-10-31
                    10월 3일 | 2026-10-03 | 2026-10-03
                    2026년 3분기 | 2026-07-01 | 2026-09-30
                    상반기 | 2026-01-01 | 2026-06-30
                    10월 3일부터 10월 9일까지 | 2026-10-03 | 2026-10-09
                    10월 3일부터 9일까지 | 2026-10-03 | 2026-10-09
                    2026.10.03 ~ 2026.10.09 | 2026-10-03 | 2026-10-09
                    10월 이후 | 2026-10-01 | 2026-11-18
                    """)
    void understandsPeriodsRelativeToTheNewestDay(String text, String first, String last) {
        Reading reading = new Reading(Words.normalise(text));
        assertThat(PeriodReader.take(reading))
                .singleElement()
                .extracting(period -> period.within(DATA))
                .isEqualTo(new DateRange(LocalDate.parse(first), LocalDate.parse(last)));
    }

    @ParameterizedTest
    @CsvSource({"orders over 2000", "2026개 이상", "may I see sales", "월별 매출", "주문 3건"})
    void takesNoPeriodWhereThereIsNone(String text) {
        assertThat(PeriodReader.take(new Reading(Words.normalise(text)))).isEmpty();
    }
}
