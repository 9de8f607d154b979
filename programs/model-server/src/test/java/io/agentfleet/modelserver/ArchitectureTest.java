package io.agentfleet.modelserver;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.modelserver",
                        List.of(
                                "chat",
                                "fault",
                                "protocol",
                                "openai",
                                "anthropic",
                                "gemini",
                                "ollama",
                                "backend",
                                "script",
                                "offline",
                                "recording",
                                "delivery",
                                "server",
                                "command"),
                        List.of(
                                "chat",
                                "fault",
                                "protocol",
                                "openai",
                                "anthropic",
                                "gemini",
                                "ollama",
                                "backend",
                                "script"))
                .check();
    }
}
