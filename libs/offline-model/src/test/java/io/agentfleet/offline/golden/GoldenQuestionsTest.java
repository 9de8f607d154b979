package io.agentfleet.offline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.offline.compose.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden question, over a real DuckDB, against figures computed from the rows in Java. */
class GoldenQuestionsTest {
    private static final List<String> TOOLS =
            List.of("list_tables", "describe_table", "query_database", "run_code", "render_chart");
    private static final int NODE_BUDGET = 5000;

    @TestFactory
    List<DynamicTest> answersEveryGoldenQuestion() throws Exception {
        Path golden = golden();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry : Json.read(Files.readString(golden.resolve("questions.json")))) {
            for (boolean columns : new boolean[] {false, true}) {
                String name =
                        entry.path("dataset").asText() + ": " + entry.path("question").asText();
                tests.add(
                        DynamicTest.dynamicTest(
                                name + (columns ? " (columns listed)" : ""),
                                () -> check(golden, entry, columns)));
            }
        }
        return tests;
    }

    private static Path golden() throws URISyntaxException {
        Path questions =
                Path.of(
                        Objects.requireNonNull(
                                        GoldenQuestionsTest.class.getResource(
                                                "/golden/questions.json"))
                                .toURI());
        return questions.resolveSibling("");
    }

    private static void check(Path golden, JsonNode entry, boolean columns) throws Exception {
        Path folder = golden.resolve("data").resolve(entry.path("dataset").asText());
        GoldenData data = new GoldenData(folder);
        String packet = "## Task\n" + entry.path("question").asText() + "\n";
        try (DuckTools tools = new DuckTools(data, columns)) {
            ModelConversation conversation =
                    ModelConversation.with(TOOLS, Optional.empty(), packet, tools::call);
            if (System.getenv("GOLDEN_PRINT") != null) {
                print(entry, conversation);
            }
            JsonNode answer = Json.read(conversation.answer());
            assertThat(conversation.steps()).as("steps").isLessThanOrEqualTo(10);
            assertThat(conversation.usage().total()).as("tokens").isLessThan(NODE_BUDGET);
            new Check(new Expected(data), entry.path("expect"), answer).run();
            everyFigureComesFromATool(answer, conversation);
        }
    }

    private static void print(JsonNode entry, ModelConversation conversation) throws IOException {
        String line =
                entry.path("question").asText()
                        + "\n   "
                        + conversation.answer()
                        + "\n   "
                        + conversation.usage()
                        + " steps "
                        + conversation.steps()
                        + " ms "
                        + conversation.modelNanos() / 1_000_000
                        + "\n";
        Files.writeString(
                Path.of("target/golden.txt"),
                line,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static void everyFigureComesFromATool(JsonNode answer, ModelConversation conversation) {
        for (JsonNode figure : answer.path("figures")) {
            if (figure.path("value").isNumber()) {
                assertThat(conversation.toolText()).contains(figure.path("value").asText());
            }
        }
    }

    /** One expectation against one answer. */
    private record Check(Expected expected, JsonNode expect, JsonNode answer) {

        void run() {
            String shown = answer.toString();
            switch (expect.path("kind").asText()) {
                case "none" -> assertThat(answer.path("answer").isNull()).as(shown).isTrue();
                case "value" -> near(figure(0), expected.value(expect.path("of")), shown);
                case "ranking" -> ranking(shown);
                case "groups" -> assertMaps(figures(), groups(), shown);
                case "series" -> assertMaps(table(), groups(), shown);
                case "share" -> share(shown);
                case "comparison" -> comparison(shown);
                case "trend" -> trend(shown);
                default -> throw new AssertionError("unknown kind: " + expect);
            }
        }

        private Map<String, Double> groups() {
            return expected.groups(expect.path("of"), expect);
        }

        private void ranking(String shown) {
            List<Map.Entry<String, Double>> all = List.copyOf(groups().entrySet());
            for (int i = 0; i < expect.path("top").asInt(); i++) {
                JsonNode figure = answer.path("figures").path(i);
                assertThat(figure.path("label").asText()).as(shown).isEqualTo(all.get(i).getKey());
                near(figure(i), all.get(i).getValue(), shown);
            }
        }

        private void share(String shown) {
            double part = expected.value(expect.path("part"));
            double whole = expected.value(expect.path("whole"));
            near(figure(0), part, shown);
            near(figure(1), whole, shown);
            assertThat(figure(2)).as(shown).isCloseTo(100 * part / whole, within(0.011));
        }

        private void comparison(String shown) {
            double later = expected.value(expect.path("later"));
            double earlier = expected.value(expect.path("earlier"));
            near(figure(0), later, shown);
            near(figure(1), earlier, shown);
            near(figure(2), later - earlier, shown);
            double change = 100 * (later - earlier) / Math.abs(earlier);
            assertThat(figure(3)).as(shown).isCloseTo(change, within(0.011));
        }

        private void trend(String shown) {
            Map<String, Double> steps = new java.util.TreeMap<>(groups());
            List<Double> values = List.copyOf(steps.values());
            near(figure(1), values.getFirst(), shown);
            near(figure(2), values.getLast(), shown);
        }

        private double figure(int index) {
            JsonNode value = answer.path("figures").path(index).path("value");
            assertThat(value.isNumber()).as(answer.toString()).isTrue();
            return value.asDouble();
        }

        private Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            answer.path("figures")
                    .forEach(
                            f -> figures.put(f.path("label").asText(), f.path("value").asDouble()));
            return figures;
        }

        private Map<String, Double> table() {
            Map<String, Double> rows = new LinkedHashMap<>();
            for (JsonNode row : answer.path("table").path("rows")) {
                rows.put(
                        row.get(0).asText().replaceFirst("^\\d (?=[A-Z])", ""),
                        row.get(1).asDouble());
            }
            return rows;
        }

        private static void assertMaps(
                Map<String, Double> found, Map<String, Double> wanted, String shown) {
            assertThat(found.keySet())
                    .as(shown)
                    .isEqualTo(
                            wanted.keySet().equals(found.keySet())
                                    ? found.keySet()
                                    : wanted.keySet());
            wanted.forEach((key, value) -> near(found.getOrDefault(key, Double.NaN), value, shown));
        }

        private static void near(double found, double wanted, String shown) {
            Offset<Double> off = within(Math.max(0.001, Math.abs(wanted) * 1e-7));
            assertThat(found).as(shown).isCloseTo(wanted, off);
        }
    }
}
