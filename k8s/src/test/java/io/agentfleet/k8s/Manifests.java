package io.agentfleet.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The objects that a folder of {@code k8s/} renders to, with the program that users apply it with.
 * Where there is none, whoever asks for them is skipped.
 *
 * @param folder below {@code k8s/}
 */
record Manifests(String folder, List<JsonNode> objects) {

    static final Path ROOT = Path.of(System.getProperty("fleet.root"));
    static final Path K8S = ROOT.resolve("k8s");
    static final List<String> OVERLAYS =
            List.of("base", "overlays/dev", "overlays/prod", "overlays/keda");

    // each costs half a second, and a tree does not change while it is tested
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PART_OF = "app.kubernetes.io/part-of";

    Manifests {
        objects = List.copyOf(objects);
    }

    static Manifests of(String folder) {
        List<String> command =
                installed("kubectl")
                        .map(program -> List.of(program.toString(), "kustomize"))
                        .or(() ->
                                installed("kustomize")
                                        .map(program -> List.of(program.toString(), "build")))
                        .orElse(List.of());
        Assumptions.assumeFalse(
                command.isEmpty(),
                "neither kubectl nor kustomize is installed, so nothing can be rendered");
        return RENDERED.computeIfAbsent(
                folder,
                name ->
                        new Manifests(
                                name, documents(Programs.output(command, K8S.resolve(name)))));
    }

    /** A program of this name on the path. */
    static Optional<Path> installed(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The documents of a YAML text. */
    static List<JsonNode> documents(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one document of a YAML file below {@code k8s/}. */
    static JsonNode file(String path) {
        try {
            return YAML.readTree(K8S.resolve(path).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All objects of a kind, read strictly. */
    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind.getSimpleName()))
                .map(object -> kind.cast(StrictReader.read(object)))
                .toList();
    }

    /** The fleet's own services, without the parts that an overlay may bring. */
    List<Deployment> services() {
        return all(Deployment.class).stream()
                .filter(one -> labels(one).getOrDefault(PART_OF, "").equals("agent-fleet"))
                .toList();
    }

    /** Names of the agents: those whose Deployment is called {@code agent-NAME}. */
    List<String> agents() {
        return services().stream()
                .map(service -> service.getMetadata().getName())
                .filter(name -> name.startsWith("agent-"))
                .map(name -> name.substring("agent-".length()))
                .toList();
    }

    private static Map<String, String> labels(HasMetadata object) {
        return object.getMetadata().getLabels();
    }

    /** The labels of a Deployment's pods. */
    static Map<String, String> podLabels(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels();
    }
}
