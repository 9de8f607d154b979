package io.agentfleet.cli.command;

import io.agentfleet.cli.letter.Settlement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fleet dlq replay}. */
@Command(
        name = "replay",
        description =
                "Sends letters to the topic they were meant for, with their key, headers and bytes. One that fails again is a new letter.")
final class DlqReplayCommand implements Callable<Integer> {

    @Mixin private SelectionOption selection = new SelectionOption();
    @Mixin private SettleOptions options = new SettleOptions();

    @Override
    public Integer call() {
        return new LetterSettling(selection, options).settle(Settlement.Action.REPLAYED);
    }
}
