package io.agentfleet.cli.command.option;

import picocli.CommandLine.Option;

/** The option {@code -o json}. */
public final class OutputOption {

    /** How a result is written. */
    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the result is written (default: ${DEFAULT-VALUE}).")
    private Form form = Form.TEXT;

    public boolean isJson() {
        return form == Form.JSON;
    }
}
