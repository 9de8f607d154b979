package io.agentfleet.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolResponsesTest {

    @Test
    void resultsThatFollowEachOtherStandInOneContent() {
        String request =
                """
                {"contents":[{"role":"user","parts":[{"text":"매출?"}]},\
                {"role":"model","parts":[{"functionCall":{"name":"a"}},{"functionCall":{"name":"b"}}]},\
                {"role":"user","parts":[{"functionResponse":{"name":"a"}}]},\
                {"role":"user","parts":[{"functionResponse":{"name":"b"}}]}],"tools":[]}\
                """;

        assertThat(ToolResponses.together(request))
                .isEqualTo(
                        """
                        {"contents":[{"role":"user","parts":[{"text":"매출?"}]},\
                        {"role":"model","parts":[{"functionCall":{"name":"a"}},{"functionCall":{"name":"b"}}]},\
                        {"role":"user","parts":[{"functionResponse":{"name":"a"}},{"functionResponse":{"name":"b"}}]}],"tools":[]}\
                        """);
    }

    @Test
    void whatIsNoSuchRequestStaysAsItIs() {
        assertThat(ToolResponses.together("no json")).isEqualTo("no json");
        assertThat(ToolResponses.together("{\"a\": 1}")).isEqualTo("{\"a\": 1}");
    }
}
