package io.agentfleet.cli.command.dlq;

import io.agentfleet.cli.command.option.KafkaOption;
import io.agentfleet.cli.command.option.OutputOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What replay and drop have in common. */
final class ResolveOptions {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask first.")
    private boolean yes;

    @Mixin private KafkaOption kafka = new KafkaOption();
    @Mixin private OutputOption output = new OutputOption();

    boolean yes() {
        return yes;
    }

    KafkaOption kafka() {
        return kafka;
    }

    boolean isJson() {
        return output.isJson();
    }
}
