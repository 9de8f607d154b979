package io.agentfleet.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./fleet model-server}: hands everything to the program of that module. */
@Command(
        name = "model-server",
        description = {
            "A server that speaks the protocols of OpenAI, Anthropic, Gemini and Ollama, with faults on demand. Runs until Ctrl-C.",
            "  --offline                the fleet's rules answer",
            "  --script FILE            or answers from a YAML or JSON file",
            "  --record DIR             or what --upstream URL says, kept in DIR",
            "  --recorded DIR           or what was kept there",
            "  --port 11500             on 127.0.0.1; 0: a free one",
            "  --model NAME             a name that exists; any other is refused",
            "  --api-key-file FILE      keys that clients may show",
            "  --fault FAULT            what requests meet, such as rate-limited:retry-after=2s",
            "  --quiet                  no line for each request"
        })
final class ModelServerCommand implements Callable<Integer> {

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        return new ModuleProgram("programs/model-server", "model-server", "256m").run(arguments);
    }
}
