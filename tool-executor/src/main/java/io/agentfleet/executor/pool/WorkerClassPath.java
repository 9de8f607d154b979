package io.agentfleet.executor.pool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * The class path of workers: the executor's own, but with DuckDB's library unpacked once. The
 * driver would unpack its 60 MB for each process, and leave them behind when one is killed.
 *
 * @param entries of the class path
 * @param libraries where {@code java.library.path} of a worker points
 */
record WorkerClassPath(String entries, Path libraries) {

    private static final String DUCKDB = "duckdb_jdbc";

    /**
     * Of this process.
     *
     * @param folder where the library is put, for other executors and for the next start too
     */
    static WorkerClassPath of(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            all.addAll(expanded(Path.of(entry).toAbsolutePath()));
        }
        Path driver =
                all.stream()
                        .filter(path -> path.getFileName().toString().contains(DUCKDB))
                        .findFirst()
                        .orElseThrow(() -> new IOException(DUCKDB + " is not on the class path"));
        Path unpacked = unpacked(driver, folder);
        all.replaceAll(path -> path.equals(driver) ? unpacked.resolve(driver.getFileName()) : path);
        return new WorkerClassPath(
                all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                unpacked);
    }

    /** Appears whole or not at all; whoever comes second keeps what is there. */
    private static Path unpacked(Path driver, Path folder) throws IOException {
        Path target = folder.resolve(driver.getFileName().toString().replace(".jar", ""));
        if (Files.isDirectory(target)) {
            return target;
        }
        Path part = Files.createTempDirectory(folder, "unpacking-");
        try {
            unpack(driver, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            if (!Files.isDirectory(target)) {
                throw another;
            }
        } finally {
            Folders.delete(part);
        }
        return target;
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
                for (String name : more == null ? new String[0] : more.strip().split("\\s+", -1)) {
                    Path path = Path.of(entry.toUri().resolve(name));
                    if (Files.exists(path)) {
                        paths.add(path);
                    }
                }
            }
        }
        return paths;
    }

    private static void unpack(Path driver, Path folder) throws IOException {
        Path classes = folder.resolve(driver.getFileName());
        try (JarFile jar = new JarFile(driver.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(classes))) {
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
