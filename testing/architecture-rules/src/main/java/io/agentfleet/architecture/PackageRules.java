package io.agentfleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The order of a module's packages, checked on its compiled classes: a package imports only earlier
 * packages, there are no cycles, pure packages know no framework, and a switch over an enum of ours
 * leaves no constant to a default.
 *
 * @param root the module's root package, such as {@code io.agentfleet.agent}
 * @param packages packages below the root in import order
 * @param pure those of {@code packages} that must not know Quarkus, Kafka, gRPC, Redis, JAX-RS, CDI
 *     or OpenTelemetry
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
        "io.agentfleet.schemas.event..",
        "io.opentelemetry.."
    };

    /** Enums that are ours; those of wire formats grow without us. */
    private static final Pattern OWN =
            Pattern.compile("io\\.agentfleet\\.(?!proto\\.|schemas\\.event\\.).*");

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
        checkOrder(all);
        checkPure(all);
        SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(all);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..internal..")
                .because("what is internal changes without a word")
                .check(all);
        completeSwitches().check(all);
    }

    static ArchRule completeSwitches() {
        return classes()
                .should(leaveNoConstantToADefault())
                .because("a new constant must not compile until every switch has a case for it")
                .allowEmptyShould(true);
    }

    private void checkOrder(JavaClasses all) {
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
    }

    private void checkPure(JavaClasses all) {
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
    }

    /**
     * Fails with every class below a root that makes a Kafka client and without {@code
     * KafkaClientSettings}.
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

    private static ArchCondition<JavaClass> leaveNoConstantToADefault() {
        return new ArchCondition<>("have switches over own enums without default") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                // the compiler's tables of constants are anonymous classes
                one.getCodeUnits().stream()
                        .filter(unit -> !one.isAnonymousClass() && hasIncompleteSwitch(unit))
                        .forEach(unit ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                unit,
                                                "%s switches over an enum of ours with a default or as a statement"
                                                        .formatted(unit.getFullName()))));
            }
        };
    }

    /**
     * A switch over an enum asks for its {@code ordinal}. The compiler adds a {@code
     * MatchException} to one that it has checked to be complete, and to none that has a default. A
     * statement is not checked: write an expression.
     */
    private static boolean hasIncompleteSwitch(JavaCodeUnit unit) {
        long switches =
                unit.getMethodCallsFromSelf().stream()
                        .filter(call ->
                                call.getName().equals("ordinal")
                                        && call.getTarget().getRawParameterTypes().isEmpty()
                                        && OWN.matcher(call.getTargetOwner().getName()).matches())
                        .count();
        long complete =
                unit.getConstructorCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isEquivalentTo(MatchException.class))
                        .count();
        return switches > complete;
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
