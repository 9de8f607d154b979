package io.agentfleet.offline.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteFinderTest {
    private static final Passage POLICY =
            new Passage(
                    "policy.md",
                    "Shop policy",
                    "Refunds",
                    "# Refunds\nCustomers may return goods within 14 days of delivery. Refunds are paid"
                            + " within 5 working days.\n# Shipping\nOrders above 50 dollars ship free.",
                    1);
    private static final Passage KOREAN =
            new Passage("규정.md", "근무 규정", "휴가", "## 휴가\n신입 직원의 연차는 11일입니다. 재택근무는 주 2회까지 가능합니다.", 1);

    @Test
    void quotesTheSentenceThatAnswers() {
        assertThat(best("How many days until a refund is paid?"))
                .isEqualTo("Refunds are paid within 5 working days.");
        assertThat(best("재택근무는 주 몇 회 가능한가요?")).isEqualTo("재택근무는 주 2회까지 가능합니다.");
    }

    @Test
    void findsAnAnswerInTheOtherLanguage() {
        assertThat(best("How many vacation days do new employees get?"))
                .isEqualTo("신입 직원의 연차는 11일입니다.");
    }

    @Test
    void answersNothingWhenNoSentenceFits() {
        List<Quote> quotes =
                new QuoteFinder("Who won the football cup?").find(List.of(POLICY, KOREAN), 3);
        assertThat(quotes).noneMatch(quote -> quote.fit() >= QuoteFinder.ANSWERS);
    }

    private static String best(String question) {
        List<Quote> quotes = new QuoteFinder(question).find(List.of(POLICY, KOREAN), 3);
        assertThat(quotes).isNotEmpty();
        assertThat(quotes.getFirst().fit()).isGreaterThanOrEqualTo(QuoteFinder.ANSWERS);
        return quotes.getFirst().text();
    }
}
