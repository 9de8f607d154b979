package io.agentfleet.modelserver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.fault.Fault.Place;
import io.agentfleet.modelserver.protocol.StreamEvent.About;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeliveryPlanTest {

    private static final List<Piece> PIECES =
            List.of(
                    piece(About.START, "S1"),
                    piece(About.TEXT, "T1"),
                    piece(About.TOOL_CALL, "C1"),
                    piece(About.TOOL_CALL, "C2"),
                    piece(About.END, "E1"));

    private static final List<Piece> WHOLE = List.of(piece(About.END, "whole!"));

    @Test
    void sendsEverythingAndEnds() {
        assertThat(sent(PIECES, Optional.empty())).isEqualTo("S1T1C1C2E1 End");
        assertThat(sent(WHOLE, Optional.empty())).isEqualTo("whole! End");
    }

    @Test
    void cutsWhereItIsTold() {
        assertThat(cut(PIECES, Place.IN_TEXT)).isEqualTo("S1T Cut");
        assertThat(cut(PIECES, Place.BEFORE_TOOL_CALL)).isEqualTo("S1T1 Cut");
        assertThat(cut(PIECES, Place.IN_TOOL_CALL)).isEqualTo("S1T1C Cut");
        assertThat(cut(PIECES, Place.AFTER_TOOL_CALL)).isEqualTo("S1T1C1C2 Cut");
    }

    @Test
    void neverSendsTheEndOfAStreamThatIsCut() {
        List<Piece> text = List.of(piece(About.TEXT, "T1"), piece(About.END, "E1"));
        for (Place place : Place.values()) {
            assertThat(cut(text, place)).doesNotContain("E1").endsWith("Cut");
            assertThat(cut(WHOLE, place)).isEqualTo("who Cut");
        }
    }

    @Test
    void stallsBeforeTheEndHoweverLateItIsTold() {
        assertThat(sent(PIECES, stalled(2))).isEqualTo("S1T1 Hang Cut");
        assertThat(sent(PIECES, stalled(99))).isEqualTo("S1T1C1C2 Hang Cut");
        assertThat(sent(WHOLE, stalled(1))).isEqualTo("who Hang Cut");
    }

    @Test
    void endsAStreamWithAnError() {
        assertThat(sent(PIECES, Optional.of(new Fault.StreamError(1)))).isEqualTo("S1! End");
    }

    @Test
    void sendsSlowlyAllTheSame() {
        Duration pause = Duration.ofMillis(1);
        assertThat(sent(WHOLE, Optional.of(new Fault.SlowBytes(4, pause))))
                .isEqualTo("whol Pausee! Pause End");
        assertThat(sent(WHOLE, Optional.of(new Fault.SlowStart(pause))))
                .isEqualTo(" Pausewhole! End");
    }

    private static Optional<Fault.Disturbed> stalled(int after) {
        return Optional.of(new Fault.Stalled(after, Duration.ofSeconds(1)));
    }

    private static String cut(List<Piece> pieces, Place place) {
        return sent(pieces, Optional.of(new Fault.Cut(place)));
    }

    private static String sent(List<Piece> pieces, Optional<Fault.Disturbed> fault) {
        return DeliveryPlan.of(pieces, Duration.ZERO, fault, Buffer.buffer("!")).stream()
                .map(act ->
                        act instanceof Act.Write write
                                ? write.bytes().toString()
                                : " " + act.getClass().getSimpleName())
                .collect(Collectors.joining());
    }

    private static Piece piece(About about, String text) {
        return new Piece(about, Buffer.buffer(text));
    }
}
