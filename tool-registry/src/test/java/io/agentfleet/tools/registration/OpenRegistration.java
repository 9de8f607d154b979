package io.agentfleet.tools.registration;

import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.InMemoryDefinitionLog;
import io.agentfleet.tools.catalog.ToolCatalog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Registers tools as anybody may in an open fleet. */
public final class OpenRegistration {

    private static final Registrant ANYBODY = new Registrant(Optional.empty());

    private final RegistrationService service;

    public OpenRegistration(ToolCatalog catalog) {
        this(catalog, new InMemoryDefinitionLog(catalog));
    }

    OpenRegistration(ToolCatalog catalog, DefinitionLog log) {
        service =
                RegistrationService.of(
                        catalog,
                        log,
                        new AccessPolicy(Set.of()),
                        entry -> {},
                        InstantSource.system());
    }

    /** Registers a draft. */
    public RegistrationService.Status register(DefinitionDraft draft) {
        return service.register(draft, ANYBODY);
    }
}
