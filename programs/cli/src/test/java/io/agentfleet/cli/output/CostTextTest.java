package io.agentfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CostTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream stream =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private final Terminal plain = new Terminal(stream, stream, false);

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    @Test
    void costsAreATableWithItsSums() throws JsonProcessingException {
        JsonNode report =
                json(
                        """
                        {"by": "agent", "from": "2026-11-24", "to": "2026-11-30", "complete": true,
                         "rows": [
                          {"name": "analysis", "sums": {"calls": 1200, "cache_hits": 3,
                           "input_tokens": 1234567, "cached_input_tokens": 1000,
                           "output_tokens": 89, "reasoning_tokens": 5, "spared_tokens": 321,
                           "cost": 1.2345678}},
                          {"name": "search", "sums": {"calls": 2, "cache_hits": 0,
                           "input_tokens": 10, "cached_input_tokens": 0, "output_tokens": 5,
                           "reasoning_tokens": 0, "spared_tokens": 0, "cost": 0}}],
                         "rows_left_out": 0,
                         "total": {"calls": 1202, "cache_hits": 3, "input_tokens": 1234577,
                          "cached_input_tokens": 1000, "output_tokens": 94, "reasoning_tokens": 5,
                          "spared_tokens": 321, "cost": 1.2345678}}
                        """);

        assertThat(CostText.lines(report, plain))
                .containsExactly(
                        "AGENT     CALLS      INPUT  CACHED  OUTPUT       COST  HITS  SPARED",
                        "analysis  1,200  1,234,567   1,000      89  $1.234568     3     321",
                        "search        2         10       0       5         $0     0       0",
                        "total     1,202  1,234,577   1,000      94  $1.234568     3     321",
                        "2026-11-24 to 2026-11-30 (UTC); tokens of calls, CACHED of the input; HITS were answered without a call, which spared so many tokens");
    }

    @Test
    void aReportThatIsNotWholeSaysSo() throws JsonProcessingException {
        JsonNode report = json("{\"by\": \"task\", \"complete\": false, \"rows_left_out\": 1200}");

        assertThat(CostText.lines(report, plain))
                .contains(
                        "1,200 more rows are in the total: '--limit' shows more",
                        "The ledger is being rebuilt: more may be to come");
    }

    @Test
    void amountsAreRoundedToAMillionthOfADollar() throws JsonProcessingException {
        assertThat(DollarText.of(json("1.5E-7"))).isEqualTo("$0");
        assertThat(DollarText.of(json("0.0000015"))).isEqualTo("$0.000002");
        assertThat(DollarText.of(json("100"))).isEqualTo("$100");
        assertThat(DollarText.of(json("{}").path("cost"))).isEqualTo("$0");
    }
}
