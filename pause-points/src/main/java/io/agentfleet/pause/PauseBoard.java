package io.agentfleet.pause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The driver's side of the pause points of a fleet. */
public final class PauseBoard {

    private final Path folder;

    /** Makes the folder if it is not there. */
    public PauseBoard(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(arms());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The first process of the service that reaches the boundary will be held. */
    public void arm(String service, Boundary boundary) {
        try {
            Files.writeString(arms().resolve(service + "." + boundary.wire()), "");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The instance that is held at the boundary now. */
    public Optional<String> held(Boundary boundary) {
        String end = "." + boundary.wire();
        return names().stream()
                .filter(name -> name.endsWith(end))
                .map(name -> name.substring(0, name.length() - end.length()))
                .findFirst();
    }

    /** Lets the instance go on. */
    public void release(String instance, Boundary boundary) {
        try {
            Files.writeString(folder.resolve(instance + "." + boundary.wire() + ".go"), "");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The instance is gone: it will never take notice of being let go. */
    public void forget(String instance, Boundary boundary) {
        delete(folder.resolve(instance + "." + boundary.wire()));
        delete(folder.resolve(instance + "." + boundary.wire() + ".go"));
    }

    /** Disarms everything and lets go whoever is held. */
    public void clear() {
        for (Boundary boundary : Boundary.values()) {
            held(boundary).ifPresent(instance -> release(instance, boundary));
        }
        try (Stream<Path> armed = Files.list(arms())) {
            armed.forEach(PauseBoard::delete);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(file), e);
        }
    }

    private Path arms() {
        return folder.resolve("arm");
    }

    private UncheckedIOException unusable(IOException cause) {
        return new UncheckedIOException(
                "pause folder %s cannot be used: give one that can be written".formatted(folder),
                cause);
    }
}
