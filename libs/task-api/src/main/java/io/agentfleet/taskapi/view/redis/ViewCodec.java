package io.agentfleet.taskapi.view.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.view.TaskView;
import java.io.UncheckedIOException;

/** Views and events as text: a view is JSON, an event {@code sequence source JSON}. */
final class ViewCodec {

    private final ObjectMapper json;
    private final ObjectWriter viewWriter;
    private final ObjectWriter eventWriter;

    ViewCodec(ObjectMapper json) {
        this.json = json;
        viewWriter = json.writerFor(TaskView.class);
        eventWriter = json.writerFor(TaskEvent.class); // the sealed type, or its id is left out
    }

    TaskView view(String text) {
        return read(TaskView.class, text);
    }

    String text(TaskView view) {
        return write(viewWriter, view);
    }

    IdentifiedEvent event(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 1 || second < 0) {
            throw new IllegalStateException("a stored event has no name: " + line);
        }
        EventId name =
                new EventId(
                        line.substring(first + 1, second),
                        Integer.parseInt(line.substring(0, first)));
        return new IdentifiedEvent(name, read(TaskEvent.class, line.substring(second + 1)));
    }

    String text(IdentifiedEvent event) {
        EventId name = event.id();
        return name.sequence() + " " + name.source() + " " + write(eventWriter, event.event());
    }

    private <T> T read(Class<T> type, String text) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a stored %s is unreadable: %s".formatted(type.getSimpleName(), text), e);
        }
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
