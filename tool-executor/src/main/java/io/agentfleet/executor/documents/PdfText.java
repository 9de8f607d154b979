package io.agentfleet.executor.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF, page by page. */
final class PdfText {

    private static final int MOST_PAGES = 2_000;

    private PdfText() {}

    /**
     * Reads the text.
     *
     * @throws IOException if the file is broken, locked, too long, or holds pictures only
     */
    static Document read(String name, String fallbackTitle, Path file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            int pages = pdf.getNumberOfPages();
            if (pages > MOST_PAGES) {
                throw new IOException("it has %d pages: at most %d".formatted(pages, MOST_PAGES));
            }
            StringBuilder text = new StringBuilder();
            List<Passage> passages = new ArrayList<>();
            for (int page = 1; page <= pages; page++) {
                String words = textOf(pdf, page);
                passages.addAll(PassageSplitter.ofPage(page, words));
                text.append(words).append("\n");
            }
            if (passages.isEmpty()) {
                throw new IOException("it holds no text (scanned pages?)");
            }
            return new Document(name, title(pdf, fallbackTitle), text.toString(), passages);
        }
    }

    private static String textOf(PDDocument pdf, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        stripper.setSortByPosition(true);
        return stripper.getText(pdf).strip();
    }

    private static String title(PDDocument pdf, String fallback) {
        String title = pdf.getDocumentInformation().getTitle();
        return title == null || title.isBlank() ? fallback : title;
    }
}
