package io.agentfleet.localfleet.file;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localservers.process.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A password alone in a file that only its owner may read. */
public record PasswordFile(Path path) {

    private static final int BYTES = 24;

    /** The password; made on first use. */
    public String password() {
        return known().orElseGet(this::made);
    }

    /** The password; empty if none was made. */
    public Optional<String> known() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(path).strip());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** A password that nobody guesses, of letters, digits, {@code -} and {@code _}. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String made() {
        String password = random();
        try {
            new SecretFile(path, true).write(password + "\n");
        } catch (UncheckedIOException e) {
            throw unusable(e);
        }
        return password;
    }

    private CommandException unusable(Exception e) {
        return new CommandException(
                ExitCode.NOT_STARTED, "%s cannot be used: %s".formatted(path, e.getMessage()), e);
    }
}
