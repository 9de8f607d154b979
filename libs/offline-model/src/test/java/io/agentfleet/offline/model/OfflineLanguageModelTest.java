package io.agentfleet.offline.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.offline.golden.ModelConversation;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfflineLanguageModelTest {
    private static final Optional<String> PLAN = Optional.of("{\"title\":\"Plan\"}");
    private static final String ANALYSIS =
            """
            {"kind":"analysis","answer":"The total amount is 12.","understood":"total amount",
             "figures":[{"label":"total amount","value":12,"unit":"USD"}],
             "table":{"columns":["region","value"],"rows":[["Seoul",12]]},"chart":"chart.png",
             "sql":["SELECT 1"],"sources":["orders.csv"],"notes":["a note"]}\
            """;
    private static final String PASSAGES =
            """
            {"kind":"passages","answer":"Refunds take 5 days.","passages":[{"document":"policy.md",
             "title":"Policy","location":"Refunds","quote":"Refunds take 5 days.","score":0.9}],"notes":[]}\
            """;

    @Test
    void plansSearchAndAnalysisSideBySideAndThenTheWriter() {
        JsonNode nodes = plan("- search: finds\n- analysis: computes\n- writer: writes");
        assertThat(nodes).hasSize(3);
        assertThat(nodes.get(0).path("depends_on")).isEmpty();
        assertThat(nodes.get(1).path("depends_on")).isEmpty();
        assertThat(nodes.get(1).path("prompt").asText()).contains("total sales");
        assertThat(nodes.get(2).path("agent").asText()).isEqualTo("writer");
        assertThat(nodes.get(2).path("depends_on").toString())
                .isEqualTo("[\"search\",\"analysis\"]");
    }

    @Test
    void leavesAgentsOutThatAreNotListed() {
        JsonNode nodes = plan("- analysis: computes\n- writer: writes\n- translator: translates");
        assertThat(nodes).hasSize(2);
        assertThat(nodes.get(1).path("depends_on").toString()).isEqualTo("[\"analysis\"]");
        assertThat(plan("- translator: translates")).hasSize(1);
    }

    @Test
    void plansOneLastPartAlsoWhileTheWriterIsNotThere() {
        JsonNode nodes = plan("- search: finds\n- analysis: computes");
        assertThat(nodes).hasSize(2);
        assertThat(nodes.get(0).path("depends_on")).isEmpty();
        assertThat(nodes.get(1).path("agent").asText()).isEqualTo("analysis");
        assertThat(nodes.get(1).path("depends_on").toString()).isEqualTo("[\"search\"]");
        assertThat(plan("- search: finds").get(0).path("depends_on")).isEmpty();
    }

    private static JsonNode plan(String agents) {
        String packet = "## Task\ntotal sales\n\n## User goal\ntotal sales\n\n## Agents\n" + agents;
        return Json.read(ModelConversation.with(List.of(), PLAN, packet, call -> "{}").answer())
                .path("nodes");
    }

    @Test
    void answersAQuestionFromADocumentWithAQuote() {
        String hits =
                "{\"hits\":[{\"document\":\"policy.md\",\"title\":\"Policy\",\"location\":\"Refunds\","
                        + "\"passage\":\"Refunds are paid within 5 working days. Shipping is free.\","
                        + "\"score\":2.1}],\"documents\":1}";
        ModelConversation conversation =
                conversation("search_documents", "When are refunds paid?", hits);
        JsonNode answer = Json.read(conversation.answer());
        assertThat(answer.path("kind").asText()).isEqualTo("passages");
        assertThat(answer.path("answer").asText())
                .isEqualTo("Refunds are paid within 5 working days.");
        assertThat(answer.path("passages").path(0).path("document").asText())
                .isEqualTo("policy.md");
    }

    @Test
    void saysWhenNoDocumentAnswers() {
        ModelConversation conversation =
                conversation("search_documents", "환불은 며칠?", "{\"hits\":[],\"documents\":0}");
        JsonNode answer = Json.read(conversation.answer());
        assertThat(answer.path("answer").isNull()).isTrue();
        assertThat(answer.path("notes").path(0).asText()).contains("문서");
    }

    @Test
    void saysWhenTablesCannotBeListed() {
        ModelConversation conversation =
                conversation(
                        "query_database",
                        "total sales",
                        "{\"error\":\"tool_failed\",\"message\":\"gone\"}");
        JsonNode answer = Json.read(conversation.answer());
        assertThat(answer.path("answer").isNull()).isTrue();
        assertThat(answer.path("notes").path(0).asText()).contains("gone");
    }

    @Test
    void writesTheReportOnceAndAnswersWithTheSameText() {
        List<ToolCall> written = new ArrayList<>();
        ModelConversation conversation = write(written, "{\"path\":\"report.md\",\"bytes\":1}");
        assertThat(written).hasSize(1);
        assertThat(Json.read(written.getFirst().arguments()).path("content").asText())
                .isEqualTo(conversation.answer());
        assertThat(conversation.answer())
                .contains("**The total amount is 12.**", "| total amount | 12 USD |")
                .contains("![total amount](chart.png)", "> Refunds take 5 days.", "policy.md")
                .contains("SELECT 1;", "`orders.csv`", "- a note");
    }

    @Test
    void stillAnswersWhenTheReportCannotBeStored() {
        ModelConversation conversation =
                write(new ArrayList<>(), "{\"error\":\"permission_denied\",\"message\":\"no\"}");
        assertThat(conversation.answer())
                .contains("**The total amount is 12.**", "could not be stored");
    }

    private static String packet(String search, String analysis) {
        return """
        ## Task
        Write the report (parts: search, analysis) that answers: x

        ## User goal
        total sales?

        ## Output of search
        %s

        ## Output of analysis
        %s

        ## Limits
        At most 10 steps and 2000 tokens.
        """
                .formatted(search, analysis);
    }

    private static ModelConversation write(List<ToolCall> written, String result) {
        String packet = packet(PASSAGES, ANALYSIS);
        return ModelConversation.with(
                List.of("write_file"),
                Optional.empty(),
                packet,
                call -> {
                    written.add(call);
                    return result;
                });
    }

    @Test
    void namesAPartThatFailedAndKeepsPlainTextOfOtherModels() {
        String packet =
                """
                ## Task
                Write the report (parts: search, analysis) that answers: x

                ## User goal
                총매출은?

                ## Output of search
                The market grew.
                """;
        ModelConversation conversation =
                ModelConversation.with(
                        List.of("write_file"), Optional.empty(), packet, call -> "{\"bytes\":1}");
        assertThat(conversation.answer()).contains("The market grew.", "\"analysis\" 단계의 결과가 없습니다");
    }

    @Test
    void staysCalmOnOddInput() {
        String odd = "\u0000 ## Task \\u 매출매출 top 0 between and 99월 99일 (((";
        for (String text :
                List.of("", "???", odd, "what how 몇 ".repeat(10_000), "가".repeat(50_000))) {
            for (String tool : List.of("query_database", "search_documents", "write_file")) {
                assertThat(conversation(tool, text, "{}").answer()).isNotEmpty();
                assertThat(conversation(tool, text, "not json").answer()).isNotEmpty();
            }
            assertThat(plan("- search: a\n- writer: b\n\n" + text)).isNotEmpty();
        }
    }

    @Test
    void saysHonestlyThatItCannotWithoutTools() {
        ModelConversation conversation =
                ModelConversation.with(List.of(), Optional.empty(), "write a poem", call -> "{}");
        assertThat(conversation.answer()).startsWith("I cannot do this");
    }

    @Test
    void reportsOnlyTheTokensThatAreNewSinceItsOwnLastAnswer() {
        Message.Assistant first =
                new Message.Assistant("", List.of(new ToolCall("1", "list_tables", "{}")));
        List<Message> messages =
                List.of(
                        new Message.SystemPrompt("a long system prompt"),
                        new Message.User("question"),
                        first,
                        new Message.ToolResult("1", "list_tables", "hello world"));
        TokenUsage usage = AnswerUsage.of(messages, new Message.Assistant("hello", List.of()));
        assertThat(usage).isEqualTo(new TokenUsage(2, 1));
    }

    private static ModelConversation conversation(String tool, String question, String result) {
        return ModelConversation.with(
                List.of(tool), Optional.empty(), "## Task\n" + question, call -> result);
    }
}
