package io.agentfleet.cli.command.option;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.state.ModelChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which language model the agents ask. */
public final class ModelOption {

    private static final String OFFLINE = "offline";
    private static final Set<PosixFilePermission> OF_ITS_OWNER =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    @Option(
            names = "--model",
            paramLabel = "NAME|offline",
            description =
                    "The language model that the agents ask, as its provider calls it. Stays so"
                            + " until another is chosen; 'offline' goes back to the rules that need"
                            + " none.")
    private @Nullable String model;

    @Option(
            names = "--model-provider",
            paramLabel = "openai|anthropic|gemini|ollama",
            description = "Whose protocol it speaks (default: openai, which many servers speak).")
    private @Nullable String provider;

    @Option(
            names = "--model-url",
            paramLabel = "URL",
            description =
                    "Where its provider listens, such as http://localhost:11434/v1 (default: the"
                            + " provider's usual address).")
    private @Nullable String url;

    @Option(
            names = "--model-key-file",
            paramLabel = "FILE",
            description = "A file that holds its key and nothing else, and that only you can read.")
    private @Nullable String keyFile;

    /** True if one of the options was given. */
    public boolean isGiven() {
        return model != null || provider != null || url != null || keyFile != null;
    }

    /**
     * The model that was chosen; empty for the offline one.
     *
     * @throws CommandException if the options do not make one
     */
    public Optional<ModelChoice> choice() {
        if (!isGiven()) {
            return Optional.empty();
        }
        if (model == null || model.isBlank()) {
            throw wrong("--model is missing: name the model as its provider does");
        }
        if (model.equals(OFFLINE)) {
            if (provider != null || url != null || keyFile != null) {
                throw wrong("--model offline needs no other option of a model");
            }
            return Optional.empty();
        }
        return Optional.of(
                new ModelChoice(
                        checkedProvider(),
                        model.strip(),
                        Optional.ofNullable(url).map(ModelOption::checkedUrl),
                        Optional.ofNullable(keyFile).map(ModelOption::checkedFile)));
    }

    private String checkedProvider() {
        String chosen = provider == null ? ModelChoice.PROVIDERS.getFirst() : provider;
        if (!ModelChoice.PROVIDERS.contains(chosen)) {
            throw wrong(
                    "--model-provider '%s' is unknown: choose one of %s"
                            .formatted(chosen, ModelChoice.PROVIDERS));
        }
        return chosen;
    }

    private static String checkedUrl(String text) {
        try {
            URI parsed = URI.create(text.strip());
            boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            if (http && parsed.getHost() != null && parsed.getUserInfo() == null) {
                return text.strip();
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw wrong(
                "--model-url '%s' is no address: write it like http://localhost:11434/v1"
                        .formatted(text));
    }

    private static String checkedFile(String text) {
        Path file = Path.of(text).toAbsolutePath().normalize();
        try {
            if (Files.readString(file).isBlank()) {
                throw wrong("--model-key-file %s is empty: put the key there".formatted(file));
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && !OF_ITS_OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw wrong(
                        "--model-key-file %s can be read by others: 'chmod 600 %s' first"
                                .formatted(file, file));
            }
            return file.toString();
        } catch (IOException e) {
            throw wrong("--model-key-file %s cannot be read: %s".formatted(file, e));
        }
    }

    private static CommandException wrong(String what) {
        return new CommandException(ExitCode.USAGE, what);
    }
}
