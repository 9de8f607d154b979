package io.agentfleet.cli.command.dlq;

import io.agentfleet.cli.deadletter.Resolution;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fleet dlq drop}. */
@Command(
        name = "drop",
        description =
                "Marks dead letters as dropped: they are not listed any more, but stay in their topic until it deletes them.")
final class DlqDropCommand implements Callable<Integer> {

    @Mixin private SelectionOption selection = new SelectionOption();
    @Mixin private ResolveOptions options = new ResolveOptions();

    @Override
    public Integer call() {
        return new DeadLetterResolving(selection, options).resolve(Resolution.Action.DROPPED);
    }
}
