package io.agentfleet.providers;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.providers",
                        List.of("error", "http", "chat", "openai", "anthropic", "gemini", "ollama"),
                        List.of("error"))
                .check();
    }
}
