package io.agentfleet.tools.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultSizeLimitTest {

    private static final ResultSizeLimit CAP = new ResultSizeLimit(30);

    @Test
    void passesOnWhatFitsAsItIs() {
        String content = "[" + "1".repeat(28) + "]";
        assertThat(CAP.fit(content)).isSameAs(content);
    }

    @Test
    void keepsHeadAndTailOfWhatDoesNotFitAndStaysJson() throws Exception {
        String content = "[\"" + "가\"\\".repeat(20) + "\"]";
        JsonNode cut = new JsonMapper().readTree(CAP.fit(content));
        assertThat(cut.get("truncated").booleanValue()).isTrue();
        assertThat(cut.get("total_chars").intValue()).isEqualTo(content.length());
        assertThat(content).startsWith(cut.get("head").textValue());
        assertThat(content).endsWith(cut.get("tail").textValue());
        assertThat(cut.get("head").textValue()).hasSize(20);
        assertThat(cut.get("tail").textValue()).hasSize(10);
    }

    @Test
    void neverSplitsACharacter() throws Exception {
        for (int shift = 0; shift < 3; shift++) {
            String content = "x".repeat(shift) + "😀".repeat(40);
            JsonNode cut = new JsonMapper().readTree(CAP.fit(content));
            String head = cut.get("head").textValue();
            assertThat(Character.isHighSurrogate(head.charAt(head.length() - 1))).isFalse();
            assertThat(Character.isLowSurrogate(cut.get("tail").textValue().charAt(0))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,{}]} | true",
                "'\"text\"'     | true",
                "7              | true",
                "'{\"a\":1'     | false",
                "{} {}          | false",
                "oops           | false",
                "''             | false"
            })
    void knowsJson(String content, boolean json) {
        assertThat(ResultSizeLimit.isJson(content)).isEqualTo(json);
    }
}
