package io.agentfleet.cli.command.dlq;

import io.agentfleet.cli.deadletter.Resolution;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fleet dlq replay}. */
@Command(
        name = "replay",
        description =
                "Sends dead letters to their original topic, with their key, headers and bytes. One that fails again is a new dead letter.")
final class DlqReplayCommand implements Callable<Integer> {

    @Mixin private SelectionOption selection = new SelectionOption();
    @Mixin private ResolveOptions options = new ResolveOptions();

    @Override
    public Integer call() {
        return new DeadLetterResolving(selection, options).resolve(Resolution.Action.REPLAYED);
    }
}
