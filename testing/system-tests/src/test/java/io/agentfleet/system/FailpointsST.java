package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What services are packaged as, of which images are made, can hold no process at a failpoint. */
class FailpointsST {

    private static final String PACKAGE = "io/agentfleet/failpoints/";

    @TempDir Path folder;

    static List<String> services() throws IOException {
        Properties services = new Properties();
        try (InputStream file = Files.newInputStream(Fleet.ROOT.resolve("fleet.properties"))) {
            services.load(file);
        }
        return services.stringPropertyNames().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void noClassOfFailpointsIsInWhatAServiceIsPackagedAs(String service) throws IOException {
        try (Stream<Path> files = Files.walk(packaged(service))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars)
                    .anyMatch(jar -> entries(jar).stream().anyMatch(this::isOfTheFleet))
                    .allSatisfy(jar ->
                            assertThat(entries(jar)).noneMatch(entry -> entry.startsWith(PACKAGE)));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceThatIsAskedForADrillWithoutFailpointsDoesNotStartAndSaysWhy(String service)
            throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder start =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                packaged(service).resolve("quarkus-run.jar").toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        start.environment().put("FLEET_DRILL", "true");
        start.environment().put("HTTP_PORT", "0");
        Process process = start.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", service).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(output).content().contains("FLEET_DRILL is true", "./fleet up --drill");
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean isOfTheFleet(String entry) {
        return entry.startsWith("io/agentfleet/") && entry.endsWith(".class");
    }

    private static List<String> entries(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(jar), e);
        }
    }

    private static Path packaged(String service) {
        return Fleet.ROOT.resolve(service).resolve("target/quarkus-app");
    }
}
