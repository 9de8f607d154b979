package io.agentfleet.localservers.server;

import io.agentfleet.localservers.process.ServerStartException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the servers' files are.
 *
 * @param kafkaLib the broker's jars
 * @param registry Apicurio Registry's distribution, with {@code quarkus-run.jar}
 */
public record ServerDistributions(Path kafkaLib, Path registry) {

    /** The files as the build of a checkout leaves them. */
    public static ServerDistributions of(Path root) {
        return new ServerDistributions(
                root.resolve("programs/local-servers/kafka/target/lib"),
                root.resolve("programs/local-servers/registry/target/registry"));
    }

    /** The files of the checkout that Maven builds now (system property {@code fleet.root}). */
    public static ServerDistributions ofBuild() {
        String root = System.getProperty("fleet.root");
        if (root == null) {
            throw new ServerStartException(
                    "system property fleet.root is not set: give the folder of the root pom.xml");
        }
        return of(Path.of(root));
    }

    Path requireKafkaLib() {
        return require(kafkaLib, "programs/local-servers/kafka");
    }

    Path requireRegistryJar() {
        return require(registry.resolve("quarkus-run.jar"), "programs/local-servers/registry");
    }

    private static Path require(Path path, String module) {
        if (!Files.exists(path)) {
            throw new ServerStartException(
                    "%s is missing: build it with 'mvn -Dquick package -pl %s'"
                            .formatted(path, module));
        }
        return path;
    }
}
