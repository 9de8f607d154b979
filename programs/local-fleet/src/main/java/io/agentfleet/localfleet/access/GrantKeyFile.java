package io.agentfleet.localfleet.access;

import io.agentfleet.localservers.process.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secret keys of task grants, one a line, that only the orchestrator and the tool registry are
 * given: the first signs, every one verifies. The supervisor alone writes it. Behind an earlier key
 * stands when it is left out.
 */
record GrantKeyFile(Path folder) {

    private static final int BYTES = 32;
    private static final String UNTIL = " # until ";
    private static final SecureRandom RANDOM = new SecureRandom();

    Path path() {
        return secret().path();
    }

    private SecretFile secret() {
        return new SecretFile(folder.resolve("grants.key"), true);
    }

    boolean isThere() {
        return Files.exists(path());
    }

    /**
     * Signs with a new key from now on.
     *
     * @param oldUntil when the last grant of the old one has ended
     */
    void change(Instant oldUntil) {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        List<String> lines = new ArrayList<>(List.of(Base64.getEncoder().encodeToString(key)));
        String end = UNTIL + oldUntil.truncatedTo(ChronoUnit.SECONDS);
        for (String old : isThere() ? lines() : List.<String>of()) {
            lines.add(old.contains(UNTIL) ? old : old + end);
        }
        write(lines);
    }

    /** Leaves out keys whose last grant has ended. */
    void prune(Instant now) {
        List<String> lines = lines();
        List<String> needed = lines.stream().filter(line -> isNeeded(line, now)).toList();
        if (needed.size() < lines.size()) {
            write(needed);
        }
    }

    private static boolean isNeeded(String line, Instant now) {
        int end = line.indexOf(UNTIL);
        return end < 0 || Instant.parse(line.substring(end + UNTIL.length())).isAfter(now);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(path());
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(path()), e);
        }
    }

    private void write(List<String> lines) {
        secret().write(String.join("\n", lines) + "\n");
    }
}
