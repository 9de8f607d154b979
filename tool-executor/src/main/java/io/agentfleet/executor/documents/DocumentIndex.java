package io.agentfleet.executor.documents;

import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents of one data source with their index, and the files that could not be read. */
record DocumentIndex(List<Document> documents, PassageIndex index, List<SourceProblem> problems) {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentIndex.class);

    DocumentIndex {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    static DocumentIndex load(List<SourceFile> files) {
        List<Document> documents = new ArrayList<>();
        List<SourceProblem> problems = new ArrayList<>();
        for (SourceFile file : files) {
            try {
                documents.add(DocumentReader.read(file));
            } catch (IOException unreadable) {
                problems.add(new SourceProblem(file.name(), reason(unreadable, file)));
            } catch (RuntimeException broken) {
                LOG.warn("document_unreadable file={}", file.name(), broken);
                problems.add(new SourceProblem(file.name(), "its content is broken"));
            }
        }
        return new DocumentIndex(documents, new PassageIndex(documents), problems);
    }

    private static String reason(IOException unreadable, SourceFile file) {
        String reason = String.valueOf(unreadable.getMessage());
        return "it cannot be read: " + reason.replace(file.path().toString(), file.name());
    }

    /** The document of this name; the folder or the ending may be left out if that is clear. */
    Document require(String name) {
        for (Document document : documents) {
            if (document.name().equals(name)) {
                return document;
            }
        }
        List<Document> similar =
                documents.stream().filter(document -> similar(document.name(), name)).toList();
        if (similar.size() == 1) {
            return similar.getFirst();
        }
        for (SourceProblem problem : problems) {
            if (problem.file().equals(name)) {
                throw Arguments.invalid("document '%s': %s".formatted(name, problem.problem()));
            }
        }
        throw Arguments.invalid(
                "there is no document '%s': the documents are %s"
                        .formatted(name, documents.stream().map(Document::name).toList()));
    }

    private static boolean similar(String document, String name) {
        String whole = document.toLowerCase(Locale.ROOT);
        String file = whole.substring(whole.lastIndexOf('/') + 1);
        String wished = name.strip().toLowerCase(Locale.ROOT);
        return whole.equals(wished)
                || file.equals(wished)
                || file.replaceFirst("\\.[^.]+$", "").equals(wished);
    }
}
