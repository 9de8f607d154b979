package io.agentfleet.offline.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    What are the total sales? | VALUE | SUM
                    average salary by department | GROUPS | AVERAGE
                    How many orders are there? | VALUE | COUNT
                    top 3 products by revenue | RANK |
                    Which region had the lowest sales? | RANK |
                    share of Seoul in total sales | SHARE | SUM
                    Compare September and October | COMPARE |
                    sales this month versus last month | COMPARE |
                    percentage change of sales in October | COMPARE |
                    sales trend | TREND |
                    monthly sales | SERIES |
                    average sales per day | VALUE | AVERAGE
                    Why did sales drop in October? | WHY |
                    forecast sales for next month | FORECAST |
                    analyse the sales of the last week | OVERVIEW |
                    list the orders of Kim | ROWS |
                    최근 일주일 매출 분석해줘 | OVERVIEW |
                    총매출은 얼마인가요? | VALUE | SUM
                    지역별 평균 단가 | GROUPS | AVERAGE
                    가장 많이 팔린 상품 3개 | RANK |
                    상위 5개 고객 | RANK |
                    서울 매출 비중 | SHARE |
                    10월과 11월 매출 비교 | COMPARE |
                    전월 대비 매출 증감률 | COMPARE |
                    매출 추이 | TREND |
                    월별 매출 | SERIES |
                    고객은 몇 명인가요? | VALUE | COUNT
                    상품은 몇 종류인가요? | VALUE | DISTINCT
                    매출이 왜 줄었나요? | WHY |
                    다음 달 매출 예측 | FORECAST |
                    """)
    void understandsWhatIsToBeComputed(
            String question, Shape shape, @Nullable Aggregate aggregate) {
        Ask ask = QuestionReader.read(question).ask();
        assertThat(ask.shape()).isEqualTo(shape);
        assertThat(ask.aggregate().orElse(null)).isEqualTo(aggregate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    top 3 products by revenue | 3 | true
                    the 5 best customers | 5 | true
                    bottom two regions | 2 | false
                    상위 3개 제품 | 3 | true
                    하위 2곳 | 2 | false
                    가장 많이 팔린 상품 세 개 | 3 | true
                    최고 이익을 낸 지역 | 1 | true
                    가장 싼 제품 | 1 | false
                    """)
    void readsHowManyPlacesAndWhichEnd(String question, int count, boolean descending) {
        assertThat(QuestionReader.read(question).ask().ranking())
                .hasValueSatisfying(ranking -> {
                    assertThat(ranking.count()).isEqualTo(count);
                    assertThat(ranking.descending()).isEqualTo(descending);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    orders over 1,000 | > 1000
                    at least 20 units | >= 20
                    salary of 50k or more | >= 50000
                    price between 10 and 20 dollars | >= 10 <= 20
                    금액이 5만원 이상인 주문 | >= 50000
                    재고가 10개 미만인 상품 | < 10
                    나이가 30세 초과 | > 30
                    """)
    void readsComparisonsWithNumbers(String question, String wanted) {
        String read =
                QuestionReader.read(question).conditions().stream()
                        .map(c -> c.comparison().sign() + " " + c.number().toPlainString())
                        .collect(Collectors.joining(" "));
        assertThat(read).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sales by product category and region | product,category,region | GROUPED
                    지역별 매출 | 지역별 | GROUPED
                    부서마다 직원 수 | 부서마다 | GROUPED
                    how many active employees | active,employees | COUNTED
                    which region sold most | region,sold | ASKED
                    sales except Seoul | seoul | EXCLUDED
                    서울 제외 매출 | 서울 | EXCLUDED
                    """)
    void marksTermsByTheWordsAroundThem(String question, String terms, Term.Mark mark) {
        String marked =
                QuestionReader.read(question).terms(mark).stream()
                        .map(Term::text)
                        .collect(Collectors.joining(","));
        assertThat(marked).isEqualTo(terms);
    }
}
