package io.agentfleet.cli.command;

import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.operations.Doctor;
import io.agentfleet.cli.operations.Finding;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fleet doctor}. */
@Command(
        name = "doctor",
        description =
                "Says what is wrong and what to do: JDK, Maven, memory, disk, ports, stale state, each process. Ends with 1 if something is wrong.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        Terminal screen = Terminal.ofProcess();
        List<Finding> findings = new Doctor(FleetHome.current()).findings();
        if (output.isJson()) {
            screen.line(JsonFile.pretty(findings));
        } else {
            findings.forEach(finding -> text(finding, screen));
        }
        boolean bad =
                findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.PROBLEM);
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }

    private static void text(Finding finding, Terminal screen) {
        String mark =
                switch (finding.grade()) {
                    case OK -> screen.green("ok     ");
                    case WARNING -> screen.yellow("warning");
                    case PROBLEM -> screen.red("PROBLEM");
                };
        screen.line("%s  %-15s %s".formatted(mark, finding.what(), finding.message()));
        if (!finding.remedy().isEmpty()) {
            screen.line("         %-15s → %s".formatted("", finding.remedy()));
        }
    }
}
