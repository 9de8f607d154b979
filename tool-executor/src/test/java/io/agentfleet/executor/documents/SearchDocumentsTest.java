package io.agentfleet.executor.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.ToolFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over the documents of {@code examples/sales}. */
class SearchDocumentsTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench =
                new ToolFixture(root)
                        .source(Path.of(System.getProperty("fleet.root"), "examples", "sales"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    How many days do customers have to return a product? > return-policy.md > 14 days
                    returning opened coffee > return-policy.md > hygiene
                    How long does a refund take? > return-policy.md > 5 working days
                    할인율 15%는 누가 승인하나요? > discount-approval.md > 영업 본부장
                    할인 행사는 며칠까지 할 수 있어? > discount-approval.md > 7일
                    최근 매출이 왜 줄었나요? > market-note-2026-11.md > 행사 효과
                    선물 주간은 언제였어? > market-note-2026-11.md > 11월 2일부터
                    추석에는 배송을 했나요? > market-note-2026-11.md > 추석 연휴
                    When did the store in Seongsu open? > regional-notes.txt > 5 October
                    What delayed the tumblers in Busan? > regional-notes.txt > port strike
                    How much is shipping to Jeju? > shipping.html > 6,000 won
                    shipping times by region > shipping.html > Working days
                    """)
    void findsTheRightPassageFirst(String question, String document, String words) {
        JsonNode hit = bench.result("search_documents", Map.of("query", question)).at("/hits/0");

        assertThat(hit.path("document").asText())
                .as(hit.toString())
                .isEqualTo("documents/" + document);
        assertThat(hit.path("passage").asText()).contains(words);
    }

    @Test
    void saysWhereAPassageStandsAndCountsTheDocuments() {
        JsonNode answer = bench.result("search_documents", Map.of("query", "refund", "limit", 1));

        assertThat(answer.path("documents").asInt()).isEqualTo(6);
        assertThat(answer.path("hits")).hasSize(1);
        assertThat(answer.at("/hits/0/title").asText()).isEqualTo("Return policy");
        assertThat(answer.at("/hits/0/location").asText()).isEqualTo("line 20, Refund");
        assertThat(answer.at("/hits/0/score").asDouble()).isPositive();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(
                        bench.result("search_documents", Map.of("query", "quantum xylophone"))
                                .path("hits"))
                .isEmpty();
        assertThat(bench.result("search_documents", Map.of("query", "양자역학 교과서")).path("hits"))
                .isEmpty();
        assertThat(bench.result("search_documents", Map.of("query", "what is the?")).path("hits"))
                .isEmpty();
    }
}
