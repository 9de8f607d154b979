package io.agentfleet.cli.command.dlq;

import io.agentfleet.cli.command.option.Confirmation;
import io.agentfleet.cli.command.option.KafkaOption;
import io.agentfleet.cli.command.option.OutputOption;
import picocli.CommandLine.Mixin;

/** What replay and drop have in common. */
final class ResolveOptions {

    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private KafkaOption kafka = new KafkaOption();
    @Mixin private OutputOption output = new OutputOption();

    Confirmation confirmation() {
        return confirmation;
    }

    KafkaOption kafka() {
        return kafka;
    }

    boolean isJson() {
        return output.isJson();
    }
}
