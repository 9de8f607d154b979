package io.agentfleet.tools.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallArgumentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":[1,2]} | { \"b\" : [1, 2], \"a\" : 1.0 }",
                "{\"a\":\"매출\"}      | {\"a\":\"\\uB9E4\\uCD9C\"}",
                "{\"n\":100}           | {\"n\":1e2}",
                "{}                    | { }"
            })
    void hashesTheSameForTheSameValues(String one, String other) {
        assertThat(hash(one)).isEqualTo(hash(other)).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,2]} | {\"a\":[2,1]}",
                "{\"a\":1}     | {\"a\":\"1\"}",
                "{\"a\":null}  | {}",
                "{             | }"
            })
    void hashesOtherwiseForOtherValues(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    @Test
    void takesNothingForAnEmptyObject() {
        assertThat(CallArguments.parse(" ").text()).isEqualTo("{}");
    }

    @Test
    void takesAKeyGivenTwiceForBroken() {
        assertThat(CallArguments.parse("{\"a\":1,\"a\":2}").problem()).contains("Duplicate");
    }

    private static String hash(String text) {
        return CallArguments.parse(text).hash();
    }
}
