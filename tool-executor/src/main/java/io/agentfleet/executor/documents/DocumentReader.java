package io.agentfleet.executor.documents;

import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.TextEncoding;
import java.io.IOException;
import java.nio.file.Files;

/** Reads one file as a document, whatever its format. */
final class DocumentReader {

    private static final long LARGEST = 64L * 1024 * 1024;

    private DocumentReader() {}

    /**
     * Reads it.
     *
     * @throws IOException whose message says why it cannot be read
     */
    static Document read(SourceFile file) throws IOException {
        if (file.size() > LARGEST) {
            throw new IOException(
                    "it has %d bytes: at most %d are read".formatted(file.size(), LARGEST));
        }
        if (file.extension().equals("pdf")) {
            return PdfText.read(file.name(), file.baseName(), file.path());
        }
        String text = TextEncoding.decode(Files.readAllBytes(file.path())).replace("\r\n", "\n");
        if (text.isBlank()) {
            throw new IOException("it is empty");
        }
        Document document =
                file.extension().startsWith("htm")
                        ? HtmlText.read(file.name(), text)
                        : new Document(
                                file.name(), title(text), text, PassageSplitter.byLines(text));
        return document.title().isBlank() ? titled(document, file.baseName()) : document;
    }

    private static Document titled(Document document, String title) {
        return new Document(document.name(), title, document.text(), document.passages());
    }

    private static String title(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> line.startsWith("# ") || line.length() <= 80)
                .map(line -> line.replaceFirst("^#+ ", ""))
                .orElse("");
    }
}
