package io.agentfleet.agent.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Prompts are files beside the agent that uses them, so that people can read and review them. */
public final class PromptFile {

    private PromptFile() {}

    /** The text of a resource in the package of its user; absent is a broken build. */
    public static String read(Class<?> user, String name) {
        try (InputStream file = user.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(
                        "Prompt %s is missing: put it into the resources beside %s"
                                .formatted(name, user.getName()));
            }
            return new String(file.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
