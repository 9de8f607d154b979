package io.agentfleet.offline.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "매출은,매출",
        "지역별로,지역",
        "서울에서,서울",
        "고객들의,고객",
        "cities,city",
        "boxes,box",
        "laptops,laptop",
        "hired,hire",
        "shipped,ship",
        "region's,region"
    })
    void findsTheStemAmongTheForms(String word, String stem) {
        assertThat(Words.forms(word)).contains(stem);
    }

    @Test
    void takesNamesApartHoweverTheyAreWritten() {
        assertThat(Words.ofName("OrderDate")).containsExactly("order", "date");
        assertThat(Words.ofName("order_date")).containsExactly("order", "date");
        assertThat(Words.ofName("주문 일자(KST)")).containsExactly("주문", "일자", "kst");
    }

    @Test
    void knowsTheLanguageOfAQuestionEvenWithForeignNamesInIt() {
        assertThat(Language.of("Laptop Pro 매출은 얼마야?")).isEqualTo(Language.KOREAN);
        assertThat(Language.of("How many orders came from Seoul?")).isEqualTo(Language.ENGLISH);
    }
}
