package io.agentfleet.failpoints.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The driver's side of the failpoints of a fleet. */
public final class FailpointControl {

    private final Path folder;

    /** Makes the folder if it is not there. */
    public FailpointControl(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(arms());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The first process of the service that reaches the failpoint will be held. */
    public void arm(String service, Failpoint point) {
        try {
            Files.writeString(arms().resolve(service + "." + point.wire()), "");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The instance that is held at the failpoint now. */
    public Optional<String> held(Failpoint point) {
        String end = "." + point.wire();
        return names().stream()
                .filter(name -> name.endsWith(end))
                .map(name -> name.substring(0, name.length() - end.length()))
                .findFirst();
    }

    /** Lets the instance go on. */
    public void release(String instance, Failpoint point) {
        try {
            Files.writeString(folder.resolve(instance + "." + point.wire() + ".go"), "");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The instance is gone: it will never take notice of being let go. */
    public void forget(String instance, Failpoint point) {
        delete(folder.resolve(instance + "." + point.wire()));
        delete(folder.resolve(instance + "." + point.wire() + ".go"));
    }

    /** Disarms all failpoints and releases all held threads. */
    public void clear() {
        for (Failpoint point : Failpoint.values()) {
            held(point).ifPresent(instance -> release(instance, point));
        }
        try (Stream<Path> armed = Files.list(arms())) {
            armed.forEach(FailpointControl::delete);
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
                "failpoint folder %s cannot be used: give one that can be written"
                        .formatted(folder),
                cause);
    }
}
