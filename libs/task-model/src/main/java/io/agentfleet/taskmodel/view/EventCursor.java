package io.agentfleet.taskmodel.view;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.event.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The events of a task that a client has received: sequence numbers per source, in any order.
 * Immutable.
 *
 * <p>It is the id of an event in a task's stream, and names all events that were sent up to this
 * one. An offset in the stored stream is not enough: {@code agent.events} and {@code agent.steps}
 * are two topics, and a rebuild may merge them in another order. The highest sequence number per
 * source is not enough either: if the record of a step was lost, the next owner of the run
 * publishes the step again, after later steps. A set works for every order, and it is short because
 * gaps are rare. As text, {@code 7;search:1=12} means 1 to 7 of the task's own events and 1 to 12
 * of the first attempt of {@code search}; {@code 3+5-9} means 1 to 3 and 5 to 9.
 */
public final class EventCursor {

    /** Nothing yet. */
    public static final EventCursor NONE = new EventCursor(new TreeMap<>());

    private static final int LONGEST_TEXT = 16_000;
    private static final Pattern PART =
            Pattern.compile("(?:([A-Za-z0-9._-]{0,128}:\\d{1,9})=)?(\\d[\\d+-]*)");
    private static final Pattern SPAN = Pattern.compile("(?:(\\d{1,9})-)?(\\d{1,9})");

    /** The sequence numbers from first to last. */
    private record Span(int first, int last) {}

    private final SortedMap<String, List<Span>> sources;

    private EventCursor(SortedMap<String, List<Span>> sources) {
        this.sources = sources;
    }

    public boolean isNone() {
        return sources.isEmpty();
    }

    public boolean has(EventId name) {
        int sequence = name.sequence();
        return spans(name.source()).stream()
                .anyMatch(span -> span.first() <= sequence && sequence <= span.last());
    }

    /** Whether it has all of the task's own events up to this sequence number. */
    public boolean hasEventsTo(int sequence) {
        List<Span> own = spans("");
        return !own.isEmpty() && own.getFirst().first() == 1 && own.getFirst().last() >= sequence;
    }

    /** The highest sequence number of the task's own events; 0 if there is none. */
    public int lastTaskEvent() {
        List<Span> own = spans("");
        return own.isEmpty() ? 0 : own.getLast().last();
    }

    private List<Span> spans(String source) {
        return sources.getOrDefault(source, List.of());
    }

    public EventCursor plus(EventId name) {
        return plus(name.source(), new Span(name.sequence(), name.sequence()));
    }

    private EventCursor plus(String source, Span added) {
        TreeMap<String, List<Span>> more = new TreeMap<>(sources);
        more.put(source, joined(spans(source), added));
        return new EventCursor(more);
    }

    /** The spans with one more, in order; adjacent and overlapping spans are merged. */
    private static List<Span> joined(List<Span> spans, Span added) {
        List<Span> joined = new ArrayList<>();
        Span open = added;
        for (Span span : spans) {
            if (span.last() + 1 < open.first()) {
                joined.add(span);
            } else if (open.last() + 1 < span.first()) {
                joined.add(open);
                open = span;
            } else {
                open =
                        new Span(
                                Math.min(span.first(), open.first()),
                                Math.max(span.last(), open.last()));
            }
        }
        joined.add(open);
        return List.copyOf(joined);
    }

    /** The cursor as text; equal cursors have the same text. */
    @Override
    public String toString() {
        return sources.entrySet().stream()
                .map(source ->
                        (source.getKey().isEmpty() ? "" : source.getKey() + "=") + text(source))
                .collect(Collectors.joining(";"));
    }

    private static String text(Map.Entry<String, List<Span>> source) {
        return source.getValue().stream()
                .map(span -> (span.first() == 1 ? "" : span.first() + "-") + span.last())
                .collect(Collectors.joining("+"));
    }

    /**
     * Reads a cursor from its text; a blank text and {@code 0} mean no events.
     *
     * @throws FleetException with INVALID_ARGUMENT if the text is not a cursor
     */
    public static EventCursor parse(String text) {
        if (text.isBlank() || text.equals("0")) {
            return NONE;
        }
        if (text.length() > LONGEST_TEXT) {
            throw unreadable(text.substring(0, 80) + "…");
        }
        EventCursor cursor = NONE;
        for (String part : text.strip().split(";", -1)) {
            Matcher found = PART.matcher(part);
            if (!found.matches()) {
                throw unreadable(text);
            }
            String source = found.group(1) == null ? "" : found.group(1);
            for (String span : found.group(2).split("\\+", -1)) {
                cursor = cursor.plus(source, span(span, text));
            }
        }
        return cursor;
    }

    private static Span span(String part, String text) {
        Matcher found = SPAN.matcher(part);
        if (!found.matches()) {
            throw unreadable(text);
        }
        int last = Integer.parseInt(found.group(2));
        int first = found.group(1) == null ? 1 : Integer.parseInt(found.group(1));
        if (first < 1 || last < first) {
            throw unreadable(text);
        }
        return new Span(first, last);
    }

    private static FleetException unreadable(String text) {
        return new FleetException(
                ErrorCode.INVALID_ARGUMENT,
                "Last-Event-ID '%s' is not an id of this stream: send the id of the last event received"
                        .formatted(text));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventCursor cursor && cursor.sources.equals(sources);
    }

    @Override
    public int hashCode() {
        return sources.hashCode();
    }
}
