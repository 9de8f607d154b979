package io.agentfleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/**
 * The order of a module's rooms, checked on its compiled classes: a package imports only packages
 * that stand before it, there are no cycles, and pure packages know no framework.
 *
 * @param root the module's root package, such as {@code io.agentfleet.agent}
 * @param rooms packages below the root in import order
 * @param pure those of {@code rooms} that must not know Quarkus, Kafka, gRPC, Redis, JAX-RS or CDI
 */
public record PackageRules(String root, List<String> rooms, List<String> pure) {

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "org.apache.kafka..",
        "io.grpc..",
        "io.smallrye.mutiny..",
        "io.smallrye.reactive..",
        "io.vertx..",
        "jakarta.ws.rs..",
        "jakarta.enterprise..",
        "jakarta.inject..",
        "io.agentfleet.proto..",
        "org.apache.avro..",
        "io.agentfleet.schemas.event.."
    };

    public PackageRules {
        rooms = List.copyOf(rooms);
        pure = List.copyOf(pure);
        for (String room : pure) {
            if (!rooms.contains(room)) {
                throw new IllegalArgumentException(
                        "pure room '%s' is not among %s".formatted(room, rooms));
            }
        }
    }

    /** Fails with every import that breaks the rules, class by class. */
    public void check() {
        JavaClasses all =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root);
        classes()
                .should()
                .resideInAnyPackage(allRooms())
                .because("every class of %s lives in a room named in its order".formatted(root))
                .check(all);
        for (int i = 0; i < rooms.size(); i++) {
            String[] later =
                    rooms.subList(i + 1, rooms.size()).stream()
                            .map(this::tree)
                            .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(tree(rooms.get(i)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .because(
                                "a room imports only rooms that stand before it: %s"
                                        .formatted(rooms))
                        .allowEmptyShould(true)
                        .check(all);
            }
        }
        for (String room : pure) {
            noClasses()
                    .that()
                    .resideInAPackage(root + "." + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FRAMEWORKS)
                    .because("decisions stay free of frameworks")
                    .allowEmptyShould(true)
                    .check(all);
        }
        SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(all);
    }

    /**
     * Fails with every class below a root that makes a Kafka client and not of {@code KafkaAccess}.
     */
    public static void checkKafkaClients(String root) {
        classes()
                .that(make("KafkaProducer", "KafkaConsumer", "KafkaStreams", "Admin"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.agentfleet.messaging.kafka.KafkaClientSettings")
                .because("what is set once reaches every client")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages(root));
    }

    private static DescribedPredicate<JavaClass> make(String... clients) {
        return DescribedPredicate.describe(
                "make a Kafka client",
                one ->
                        one.getCodeUnitCallsFromSelf().stream()
                                .filter(call -> call.getTarget().getName().matches("<init>|create"))
                                .map(call -> call.getTargetOwner())
                                .anyMatch(made ->
                                        made.getPackageName().startsWith("org.apache.kafka")
                                                && List.of(clients)
                                                        .contains(made.getSimpleName())));
    }

    private String[] allRooms() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(root), rooms.stream().map(this::tree))
                .toArray(String[]::new);
    }

    private String tree(String room) {
        return root + "." + room + "..";
    }
}
