package io.agentfleet.cli.client;

import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a task to its end over server-sent events. A connection that breaks is taken up again
 * where it stood, without gap or duplicate.
 *
 * @param atMost how long to follow
 */
public record EventStream(TaskClient client, String taskId, Duration atMost) {

    private static final Duration BEFORE_RETRY = Duration.ofMillis(500);

    /** How following ended. */
    public enum End {
        TASK_ENDED,
        TIME_OVER,
        CONNECTION_LOST
    }

    /** Passes each event to the listener, in order, from this thread. */
    public End follow(Consumer<TaskEvent> events) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        String last = "";
        while (Instant.now().isBefore(end)) {
            Reading reading = new Reading(last, events);
            boolean again = true;
            try (InputStream stream = client.events(taskId, last)) {
                client.answered();
                Thread watch = closeAt(end, stream);
                reading.read(new InputStreamReader(stream, StandardCharsets.UTF_8));
                watch.interrupt();
            } catch (IOException e) {
                again =
                        reading.ended
                                || !Instant.now().isBefore(end) // closed by the watch
                                || client.again("the event stream broke off");
            }
            if (reading.ended) {
                return End.TASK_ENDED;
            }
            last = reading.last;
            if (!again) {
                return End.CONNECTION_LOST;
            }
            Thread.sleep(BEFORE_RETRY);
        }
        return End.TIME_OVER;
    }

    private static Thread closeAt(Instant end, InputStream stream) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        Thread.sleep(Duration.between(Instant.now(), end));
                        stream.close();
                    } catch (InterruptedException | IOException e) {
                        Thread.currentThread().interrupt(); // read to its end before
                    }
                });
    }

    /** One connection: lines become fields, fields become events. */
    static final class Reading {
        private final Consumer<TaskEvent> events;
        private final StringBuilder data = new StringBuilder();
        private String id = "";
        String last;
        boolean ended;

        Reading(String last, Consumer<TaskEvent> events) {
            this.last = last;
            this.events = events;
        }

        void read(Reader stream) throws IOException {
            BufferedReader lines = new BufferedReader(stream);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
                if (ended) {
                    return;
                }
            }
        }

        private void take(String line) throws IOException {
            if (line.isEmpty()) {
                dispatch();
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
            }
        }

        private void dispatch() throws IOException {
            if (data.isEmpty()) {
                return;
            }
            String json = data.toString();
            data.setLength(0);
            last = id.isEmpty() ? last : id;
            Optional<TaskEvent> event = event(json);
            event.ifPresent(events);
            ended = event.filter(TaskEvent.Ended.class::isInstance).isPresent();
        }

        /** Empty for a kind of event that this version does not know. */
        private static Optional<TaskEvent> event(String json) throws IOException {
            try {
                return Optional.of(JsonFile.MAPPER.readValue(json, TaskEvent.class));
            } catch (com.fasterxml.jackson.databind.exc.InvalidTypeIdException e) {
                return Optional.empty();
            }
        }
    }
}
