package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.model.LanguageModel;
import io.quarkus.arc.DefaultBean;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Chooses the process's model by its {@link Identifier} among those on the class path. An
 * application with a model of its own just produces it, without an identifier.
 */
@Dependent
class ModelChoice {

    @Produces
    @DefaultBean
    @Singleton
    LanguageModel model(
            @Any Instance<LanguageModel> models,
            AgentDrill drill,
            @ConfigProperty(name = "fleet.model.use", defaultValue = "offline")
                    String provider) {
        Optional<LanguageModel> ofTheDrill =
                drill.model().filter(model -> model.id().provider().equals(provider));
        if (ofTheDrill.isPresent()) {
            return ofTheDrill.get();
        }
        Instance<LanguageModel> chosen = models.select(Identifier.Literal.of(provider));
        if (!chosen.isResolvable()) {
            throw new IllegalStateException(
                    "fleet.model.use '%s' is unknown: choose one of %s"
                            .formatted(provider, names(models)));
        }
        return chosen.get();
    }

    private static List<String> names(Instance<LanguageModel> models) {
        return models.handlesStream()
                .flatMap(handle -> handle.getBean().getQualifiers().stream())
                .filter(Identifier.class::isInstance)
                .map(qualifier -> ((Identifier) qualifier).value())
                .sorted()
                .toList();
    }
}
