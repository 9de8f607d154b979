package io.agentfleet.executor.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.ToolFixture;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFormatsTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() throws Exception {
        bench = new ToolFixture(root);
        Files.createDirectories(bench.data());
    }

    @Test
    void readsPdfPageByPage() throws Exception {
        writePdf("guide.pdf", "The warranty lasts two years.", "환불은 열흘 안에 처리됩니다.");

        JsonNode english = first("How long is the warranty?");
        JsonNode korean = first("환불은 언제 처리되나요?");

        assertThat(english.path("location").asText()).isEqualTo("page 1");
        assertThat(english.path("passage").asText()).isEqualTo("The warranty lasts two years.");
        assertThat(korean.path("location").asText()).isEqualTo("page 2");
        assertThat(korean.path("passage").asText()).contains("열흘");
        assertThat(korean.path("title").asText()).isEqualTo("guide");
    }

    private JsonNode first(String query) {
        return bench.result("search_documents", Map.of("query", query)).at("/hits/0");
    }

    private void writePdf(String name, String... pages) throws Exception {
        try (PDDocument pdf = new PDDocument();
                InputStream file =
                        getClass().getResourceAsStream("/fonts/NanumGothic-Regular.ttf")) {
            PDFont font = PDType0Font.load(pdf, file, false);
            for (String text : List.of(pages)) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.newLineAtOffset(72, 700);
                    if (!text.isEmpty()) {
                        content.setFont(font, 12);
                        content.showText(text);
                    }
                    content.endText();
                }
            }
            pdf.save(bench.data().resolve(name).toFile());
        }
    }

    @Test
    void readsKoreanTextInCp949AndHtmlTables() {
        bench.file("안내.txt", "배송 안내\n\n제주도는 사흘 걸립니다.\n", Charset.forName("x-windows-949"));
        bench.file(
                "p.html",
                "<html><head><title>Prices</title><script>secret()</script></head><body><h1>List</h1><table><tr><th>Item<th>Price</tr><tr><td>Tea<td>5</tr></table></body></html>");

        assertThat(first("제주도 배송").path("document").asText()).isEqualTo("안내.txt");
        JsonNode page = bench.result("read_document", Map.of("document", "p.html"));
        assertThat(page.path("title").asText()).isEqualTo("Prices");
        assertThat(page.path("text").asText()).isEqualTo("# List\n\nItem | Price\nTea | 5");
    }

    @Test
    void listsWhatCannotBeReadAndKeepsTheRest() throws Exception {
        bench.file("good.md", "# Good\n\nThe answer is here.\n")
                .file("bad.pdf", "%PDF-1.7 and then nothing")
                .file("empty.txt", "  \n");
        writePdf("scan.pdf", "");

        JsonNode answer = bench.result("search_documents", Map.of("query", "answer"));

        assertThat(answer.path("hits")).hasSize(1);
        assertThat(ToolFixture.each(answer.path("problems"), "file"))
                .containsExactly("bad.pdf", "empty.txt", "scan.pdf");
        assertThat(answer.path("problems").toString())
                .contains("scanned pages")
                .doesNotContain(root.toString());
        assertThat(bench.refusal("read_document", Map.of("document", "bad.pdf")))
                .startsWith(
                        "rejected invalid_tool_arguments: document 'bad.pdf': it cannot be read");
    }

    @Test
    void pagesThroughALongDocument() {
        String text = "0123456789".repeat(10);
        bench.file("sub/long.md", text);

        JsonNode first =
                bench.result("read_document", Map.of("document", "long.md", "max_chars", 60));
        JsonNode second =
                bench.result(
                        "read_document",
                        Map.of("document", "sub/long.md", "max_chars", 60, "offset", 60));

        assertThat(first.path("next_offset").asInt()).isEqualTo(60);
        assertThat(first.path("total_chars").asInt()).isEqualTo(100);
        assertThat(second.path("next_offset").isNull()).isTrue();
        assertThat(first.path("text").asText() + second.path("text").asText()).isEqualTo(text);
        assertThat(bench.refusal("read_document", Map.of("document", "x")))
                .isEqualTo(
                        "rejected invalid_tool_arguments: there is no document 'x': the documents are [sub/long.md]");
    }

    @Test
    void cutsLongTextIntoPassagesThatCanBeQuoted() {
        String paragraph = "This sentence is about warehouses and their shelves. ".repeat(60);
        bench.file("long.md", "# Title\n\n" + paragraph + "\n\nThe last word is platypus.\n");

        JsonNode hit = first("platypus");

        assertThat(hit.path("passage").asText().length()).isLessThanOrEqualTo(1300);
        assertThat(hit.path("location").asText()).isEqualTo("line 5, Title");
    }
}
