package io.agentfleet.modelserver.delivery;

import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.fault.Fault.Place;
import io.agentfleet.modelserver.protocol.StreamEvent.About;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an answer goes out: which bytes when, and whether all of them do. */
public final class DeliveryPlan {

    private final List<Piece> pieces;
    private final Duration between;
    private final List<Act> acts = new ArrayList<>();

    private DeliveryPlan(List<Piece> pieces, Duration between) {
        this.pieces = pieces;
        this.between = between;
    }

    /**
     * What is to be done, in order.
     *
     * @param pieces of the answer, at least one
     * @param between pause between two of them
     * @param streamError what a stream says that ends with an error
     */
    public static List<Act> of(
            List<Piece> pieces,
            Duration between,
            Optional<Fault.Disturbed> fault,
            Buffer streamError) {
        DeliveryPlan plan = new DeliveryPlan(pieces, between);
        if (fault.isEmpty()) {
            plan.writeAll();
        } else {
            plan.disturb(fault.get(), streamError);
        }
        return List.copyOf(plan.acts);
    }

    private void writeAll() {
        write(pieces);
        acts.add(new Act.End());
    }

    private void write(List<Piece> some) {
        for (Piece piece : some) {
            if (!acts.isEmpty() && between.isPositive()) {
                acts.add(new Act.Pause(between));
            }
            acts.add(new Act.Write(piece.bytes()));
        }
    }

    private void disturb(Fault.Disturbed fault, Buffer streamError) {
        List<Act> ending =
                switch (fault) {
                    case Fault.SlowStart slow -> {
                        acts.add(new Act.Pause(slow.delay()));
                        write(pieces);
                        yield List.of(new Act.End());
                    }
                    case Fault.SlowBytes slow -> {
                        writeSlowly(slow);
                        yield List.of(new Act.End());
                    }
                    case Fault.Stalled stalled -> {
                        write(begin(stalled.after()));
                        yield List.of(new Act.Hang(stalled.length()), new Act.Cut());
                    }
                    case Fault.StreamError error -> {
                        write(begin(error.after()));
                        yield List.of(new Act.Write(streamError), new Act.End());
                    }
                    case Fault.Cut cut -> {
                        write(until(cut.place()));
                        yield List.of(new Act.Cut());
                    }
                };
        acts.addAll(ending);
    }

    private void writeSlowly(Fault.SlowBytes slow) {
        for (Piece piece : pieces) {
            for (int from = 0; from < piece.bytes().length(); from += slow.size()) {
                int to = Math.min(piece.bytes().length(), from + slow.size());
                acts.add(new Act.Write(piece.bytes().slice(from, to)));
                acts.add(new Act.Pause(slow.every()));
            }
        }
    }

    /** So many pieces, but never the end; of a single piece, its first half. */
    private List<Piece> begin(int after) {
        return pieces.size() == 1
                ? List.of(pieces.getFirst().firstHalf())
                : pieces.subList(0, Math.min(after, endsAt()));
    }

    private List<Piece> until(Place place) {
        if (pieces.size() == 1) {
            return List.of(pieces.getFirst().firstHalf());
        }
        int first = first(About.TOOL_CALL);
        return switch (place) {
            case IN_TEXT -> {
                int text = first(About.TEXT);
                yield broken(text < 0 ? 0 : (text + last(About.TEXT)) / 2);
            }
            case BEFORE_TOOL_CALL -> pieces.subList(0, first < 0 ? endsAt() : first);
            case IN_TOOL_CALL ->
                    first < 0
                            ? pieces.subList(0, endsAt())
                            : broken((first + last(About.TOOL_CALL)) / 2);
            case AFTER_TOOL_CALL ->
                    pieces.subList(0, first < 0 ? endsAt() : last(About.TOOL_CALL) + 1);
        };
    }

    private List<Piece> broken(int at) {
        List<Piece> begin = new ArrayList<>(pieces.subList(0, at));
        begin.add(pieces.get(at).firstHalf());
        return begin;
    }

    private int first(About about) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).about() == about) {
                return i;
            }
        }
        return -1;
    }

    private int last(About about) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).about() == about) {
                return i;
            }
        }
        return -1;
    }

    private int endsAt() {
        int end = first(About.END);
        return end < 0 ? pieces.size() - 1 : end;
    }
}
