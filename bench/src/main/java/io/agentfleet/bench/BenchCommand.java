package io.agentfleet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code fleet bench}: closed loops of clients against a running fleet, each beside the floor of
 * its Kafka.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a running fleet, and in the same run the floor of its Kafka.")
public final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--kafka",
            defaultValue = "localhost:9092",
            description = "bootstrap servers (${DEFAULT-VALUE})")
    private String kafka = "";

    @Option(
            names = "--registry",
            defaultValue = "http://localhost:8079/apis/registry/v3",
            description = "schema registry (${DEFAULT-VALUE})")
    private String registry = "";

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,8,32",
            description = "closed loops (${DEFAULT-VALUE})")
    private List<Integer> clients = List.of();

    @Option(
            names = "--tasks",
            defaultValue = "200",
            description = "tasks of each loop (${DEFAULT-VALUE})")
    private int tasks;

    @Option(
            names = "--question",
            defaultValue = "What is the total?",
            description = "asked by each task")
    private String question = "";

    @Option(
            names = "--data-source",
            defaultValue = "",
            description = "name of a data source of the fleet")
    private String dataSource = "";

    @Option(names = "-o", defaultValue = "text", description = "text or json (${DEFAULT-VALUE})")
    private String format = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Runs the command; exits 0, 2 for wrong usage, 1 if a task did not complete. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (FleetLoad fleet = new FleetLoad(kafka, registry, question, dataSource);
                KafkaFloor floor = new KafkaFloor(kafka, 6)) {
            int asked = 0;
            for (int loop : clients) {
                int offset = asked;
                Latencies bare = ClosedLoop.run(loop, tasks, number -> floor.ask(offset + number));
                Latencies real = ClosedLoop.run(loop, tasks, number -> fleet.ask(offset + number));
                asked += tasks;
                rows.add(row(real, bare));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.equals("json")) {
            out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        } else {
            print(out, rows);
        }
        return 0;
    }

    private static Map<String, Object> row(Latencies real, Latencies bare) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("clients", real.clients());
        row.put("tasks", real.tasks());
        row.put("tasks_per_second", real.perSecond());
        row.put("p50_ms", real.percentile(50));
        row.put("p99_ms", real.percentile(99));
        row.put("floor_per_second", bare.perSecond());
        row.put("floor_p50_ms", bare.percentile(50));
        row.put("ratio_to_floor", real.perSecond() / bare.perSecond());
        return row;
    }

    private static void print(PrintWriter out, List<Map<String, Object>> rows) {
        out.println("clients  tasks   tasks/s   p50 ms   p99 ms   floor/s  floor p50   ratio");
        for (Map<String, Object> row : rows) {
            out.println(
                    "%7d %6d %9.1f %8.1f %8.1f %9.1f %10.1f %7.3f"
                            .formatted(row.values().toArray()));
        }
    }
}
