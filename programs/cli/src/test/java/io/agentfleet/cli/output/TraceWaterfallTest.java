package io.agentfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceWaterfallTest {

    private final Terminal plain = new Terminal(System.out, new PrintStream(System.err), false);

    @Test
    void childrenStandUnderTheirParentsInOrderOfTime() throws Exception {
        List<String> lines =
                waterfall(
                        """
                        {"trace_id":"4bf9","spans":[
                         {"span_id":"b","parent_id":"a","name":"chat rules-1","service":"agent-search",
                          "start_micros":1500,"duration_micros":500,"failed":false,"links":[]},
                         {"span_id":"a","parent_id":"gone","name":"invoke_agent search","service":"agent-search",
                          "start_micros":1000,"duration_micros":2000,"failed":false,"links":["x"]},
                         {"span_id":"c","parent_id":"","name":"POST /tasks","service":"orchestrator",
                          "start_micros":0,"duration_micros":4000,"failed":true,"links":[]}]}
                        """);
        assertThat(lines.getFirst()).isEqualTo("trace 4bf9, 3 spans, 4.0 ms");
        assertThat(lines.subList(1, 4))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("POST /tasks").contains("█".repeat(40)),
                        line ->
                                assertThat(line)
                                        .startsWith("invoke_agent search (resumed)")
                                        .contains("·".repeat(10) + "█".repeat(20) + "·".repeat(10)),
                        line ->
                                assertThat(line)
                                        .startsWith(" chat rules-1")
                                        .endsWith("agent-search"));
    }

    @Test
    void aSpanWithoutDurationIsStillVisible() throws Exception {
        List<String> lines =
                waterfall(
                        """
                        {"trace_id":"1","spans":[
                         {"span_id":"a","name":"long","start_micros":0,"duration_micros":1000000},
                         {"span_id":"b","name":"short","start_micros":1000000,"duration_micros":0}]}
                        """);
        assertThat(lines.get(2)).contains("·".repeat(39) + "█");
    }

    @Test
    void aTraceWithoutSpansIsOneLine() throws Exception {
        assertThat(waterfall("{\"trace_id\":\"1\",\"spans\":[]}")).hasSize(1);
    }

    private List<String> waterfall(String json) throws Exception {
        return TraceWaterfall.of(new ObjectMapper().readTree(json)).lines(plain);
    }
}
