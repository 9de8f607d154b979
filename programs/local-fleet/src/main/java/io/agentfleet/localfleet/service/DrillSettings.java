package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** What services get in a drill: the module failpoints with its scripted model and its tool. */
final class DrillSettings {

    private static final String BOOK = "keep_book";
    private static final String FAILPOINTS = "testing/failpoints/target/failpoints.jar";

    private DrillSettings() {}

    static Map<String, String> environment(ServiceDefinition service) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("FLEET_DRILL", "true");
        environment.put("FLEET_MODEL_USE", "drill");
        environment.put("FLEET_PERMITTED_TO_ALL", BOOK);
        if (service.agent().isPresent()) {
            environment.put("FLEET_AGENT_EXTRA_TOOLS", BOOK);
        }
        return environment;
    }

    /**
     * The options of {@code java} in place of {@code -jar}: the same, with failpoints behind it on
     * the class path.
     */
    static List<String> application(FleetHome home, Path jar) {
        try (JarFile application = new JarFile(jar.toFile())) {
            Attributes manifest = application.getManifest().getMainAttributes();
            List<String> command = new ArrayList<>();
            String opens = Optional.ofNullable(manifest.getValue("Add-Opens")).orElse("");
            for (String opened : List.of(opens.strip().split("\\s+"))) {
                if (!opened.isEmpty()) {
                    command.add("--add-opens=%s=ALL-UNNAMED".formatted(opened));
                }
            }
            command.addAll(List.of("-cp", jar + File.pathSeparator + failpoints(home, jar)));
            command.add(manifest.getValue(Attributes.Name.MAIN_CLASS));
            return command;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s cannot be started for a drill: %s".formatted(jar, e.getMessage()),
                    e);
        }
    }

    /**
     * A copy beside the application: the next build takes nothing away from processes that run, and
     * a class archive serves only if all of the class path is in one folder.
     */
    private static synchronized Path failpoints(FleetHome home, Path jar) throws IOException {
        Path built = home.root().resolve(FAILPOINTS);
        if (!Files.exists(built)) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "failpoints, which a drill needs, is not built: %s is missing. Run './fleet up --drill', which builds it, or 'mvn -Dquick package'."
                            .formatted(built));
        }
        Path copy = jar.resolveSibling("failpoints.jar");
        Path next = copy.resolveSibling("failpoints.jar.next");
        Files.copy(built, next, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(next, copy, StandardCopyOption.ATOMIC_MOVE);
    }
}
