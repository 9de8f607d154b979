package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.backend.Backend;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.recording.RecordingStore;
import io.agentfleet.modelserver.recording.Upstream;

/** Where answers come from. */
public sealed interface Answers {

    /** A backend behind all protocols. */
    record Answered(Backend backend) implements Answers {}

    /** A real endpoint, whose answers are kept. */
    record Recorded(Upstream upstream, RecordingStore store) implements Answers {}

    /** Answers that were kept. */
    record Replayed(RecordingStore store) implements Answers {}

    /** False for a fault that needs a look into the answer, where nobody has one. */
    default boolean canMeet(Fault fault) {
        return switch (this) {
            case Answered _ -> true;
            case Recorded _ -> fault instanceof Fault.Refused || fault instanceof Fault.Closed;
            case Replayed _ ->
                    switch (fault) {
                        case Fault.Refused _, Fault.Closed _ -> true;
                        case Fault.SlowStart _, Fault.SlowBytes _, Fault.Stalled _ -> true;
                        case Fault.Cut cut -> cut.place() == Fault.Place.IN_TEXT;
                        case Fault.Changed _, Fault.StreamError _ -> false;
                    };
        };
    }
}
