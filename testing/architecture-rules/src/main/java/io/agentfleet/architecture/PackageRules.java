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
 * The order of a module's packages, checked on its compiled classes: a package imports only
 * packages that stand before it, there are no cycles, and pure packages know no framework.
 *
 * @param root the module's root package, such as {@code io.agentfleet.agent}
 * @param packages packages below the root in import order
 * @param pure those of {@code packages} that must not know Quarkus, Kafka, gRPC, Redis, JAX-RS or
 *     CDI
 */
public record PackageRules(String root, List<String> packages, List<String> pure) {

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
        packages = List.copyOf(packages);
        pure = List.copyOf(pure);
        for (String name : pure) {
            if (!packages.contains(name)) {
                throw new IllegalArgumentException(
                        "pure package '%s' is not among %s".formatted(name, packages));
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
                .resideInAnyPackage(allPackages())
                .because("every class of %s is in a package named in its order".formatted(root))
                .check(all);
        for (int i = 0; i < packages.size(); i++) {
            String[] later =
                    packages.subList(i + 1, packages.size()).stream()
                            .map(this::tree)
                            .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(tree(packages.get(i)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .because(
                                "a package imports only packages before it: %s".formatted(packages))
                        .allowEmptyShould(true)
                        .check(all);
            }
        }
        for (String name : pure) {
            noClasses()
                    .that()
                    .resideInAPackage(root + "." + name)
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

    private String[] allPackages() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(root), packages.stream().map(this::tree))
                .toArray(String[]::new);
    }

    private String tree(String name) {
        return root + "." + name + "..";
    }
}
