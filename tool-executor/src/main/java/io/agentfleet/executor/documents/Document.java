package io.agentfleet.executor.documents;

import java.util.List;

/**
 * A document as it is searched and read.
 *
 * @param name path within the data source
 */
record Document(String name, String title, String text, List<Passage> passages) {
    Document {
        passages = List.copyOf(passages);
    }
}
