package io.agentfleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.CostText;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./fleet cost}. */
@Command(
        name = "cost",
        description =
                "What models have cost: calls, tokens and dollars, from the steps of all tasks.")
final class CostCommand implements Callable<Integer> {

    /** What costs are added up by. */
    enum By {
        AGENT,
        MODEL,
        TENANT,
        DAY,
        TASK,
        NODE,
        SESSION
    }

    /** Days back from today, in UTC: {@code 7d} are today and the six before. */
    static final class Days implements ITypeConverter<Long> {

        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})d");

        @Override
        public Long convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(
                        "'%s' is not such as 1d, 7d, 90d".formatted(text));
            }
            return Long.valueOf(form.group(1));
        }
    }

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "agent",
            description =
                    "agent, model, tenant, day, task, node or session (default: ${DEFAULT-VALUE}).")
    private By by = By.AGENT;

    @Option(
            names = "--since",
            paramLabel = "DAYS",
            defaultValue = "7d",
            converter = Days.class,
            description =
                    "Such as 1d for today, in UTC, or 7d for today and the six days before (default: ${DEFAULT-VALUE}).")
    private Long days = 7L;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many rows, the most expensive (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Terminal screen = Terminal.ofProcess();
        LocalDate from = LocalDate.now(ZoneOffset.UTC).minusDays(days - 1);
        try (TaskClient client = RunningFleet.client(RunningFleet.state(FleetHome.current()))) {
            JsonNode report =
                    client.costs(
                            Map.of(
                                    "by", by.name().toLowerCase(Locale.ROOT),
                                    "from", from.toString(),
                                    "limit", Integer.toString(limit)));
            if (output.isJson()) {
                screen.line(JsonFile.pretty(report));
            } else {
                CostText.lines(report, screen).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }
}
