package io.agentfleet.cli.command;

import io.agentfleet.cli.letter.Settlement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fleet dlq drop}. */
@Command(
        name = "drop",
        description =
                "Puts letters aside: they are not listed any more, but stay where they are until their topic forgets them.")
final class DlqDropCommand implements Callable<Integer> {

    @Mixin private SelectionOption selection = new SelectionOption();
    @Mixin private SettleOptions options = new SettleOptions();

    @Override
    public Integer call() {
        return new LetterSettling(selection, options).settle(Settlement.Action.DROPPED);
    }
}
