package io.agentfleet.executor.pool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The class path of workers: the executor's own, but with DuckDB's library unpacked once. The
 * driver would unpack its 60 MB for each process, and leave them behind when one is killed.
 */
final class WorkerClassPath {

    private static final String DUCKDB = "duckdb_jdbc";

    private final Path folder;

    /**
     * @param folder where the library is put
     */
    WorkerClassPath(Path folder) {
        this.folder = folder;
    }

    /** Where {@code java.library.path} of a worker points. */
    Path libraries() {
        return folder;
    }

    /** Prepares the folder and says the class path. */
    String prepare() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            for (Path path : expanded(Path.of(entry).toAbsolutePath())) {
                boolean driver = path.getFileName().toString().contains(DUCKDB);
                entries.add((driver ? withoutLibraries(path) : path).toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** A JAR and those that its manifest names. */
    private static List<Path> expanded(Path entry) throws IOException {
        List<Path> paths = new ArrayList<>(List.of(entry));
        if (Files.isRegularFile(entry)) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                Manifest manifest = jar.getManifest();
                String more =
                        manifest == null
                                ? null
                                : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                for (String name : more == null ? new String[0] : more.strip().split("\\s+")) {
                    Path path = Path.of(entry.toUri().resolve(name));
                    if (Files.exists(path)) {
                        paths.add(path);
                    }
                }
            }
        }
        return paths;
    }

    private Path withoutLibraries(Path driver) throws IOException {
        Path copy = folder.resolve(driver.getFileName().toString());
        try (JarFile jar = new JarFile(driver.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                boolean library = entry.getName().startsWith("libduckdb_java.so_");
                if (library && !entry.getName().endsWith(platform())) {
                    continue;
                }
                try (InputStream content = jar.getInputStream(entry)) {
                    if (library) {
                        Files.copy(content, folder.resolve(System.mapLibraryName("duckdb_java")));
                    } else {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        content.transferTo(out);
                    }
                }
            }
        }
        return copy;
    }

    /** How the driver's JAR names the library of this machine. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return "osx_universal";
        }
        boolean arm = System.getProperty("os.arch").matches("aarch64|arm64");
        return (system.contains("windows") ? "windows_" : "linux_") + (arm ? "arm64" : "amd64");
    }
}
