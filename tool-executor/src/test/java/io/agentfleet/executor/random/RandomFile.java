package io.agentfleet.executor.random;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Files of every format that is read: a seed that was changed somehow, another format's, noise. */
final class RandomFile {

    /** Endings of all formats. */
    static final List<String> FORMATS =
            List.of("csv", "tsv", "json", "ndjson", "parquet", "md", "txt", "html", "pdf");

    private static final List<String> TOKENS =
            List.of(
                    "\u0000",
                    "\n",
                    "\"",
                    ",",
                    "\uFEFF",
                    "가",
                    "😀",
                    "[",
                    "{\"a\":",
                    "<div>",
                    "<![CDATA[",
                    "</",
                    "&#x110000;",
                    "# ",
                    "null",
                    "-0",
                    "1e999",
                    "99999999999999999999",
                    "2026-13-45",
                    "obj <<",
                    "stream\n",
                    "/Kids[3 0 R]",
                    "PAR1",
                    "\uFFFF");

    private final Random random;

    RandomFile(Random random) {
        this.random = random;
    }

    /** A valid file of this format, from the folder of seeds. */
    static List<Path> seeds(String format) {
        URL folder = Objects.requireNonNull(RandomFile.class.getResource("/seeds/" + format));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException missing) {
            throw new IllegalStateException("seeds of " + format, missing);
        }
    }

    byte[] content(String format) throws IOException {
        byte[] content =
                switch (random.nextInt(12)) {
                    case 0 -> noise(1 << random.nextInt(17));
                    case 1 -> seed(FORMATS.get(random.nextInt(FORMATS.size())));
                    default -> seed(format);
                };
        for (int i = 1 << random.nextInt(6); i > 0; i--) {
            content = changed(content, format);
        }
        return content;
    }

    private byte[] seed(String format) throws IOException {
        List<Path> seeds = seeds(format);
        return Files.readAllBytes(seeds.get(random.nextInt(seeds.size())));
    }

    private byte[] noise(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] changed(byte[] content, String format) throws IOException {
        int from = random.nextInt(content.length + 1);
        int to = Math.min(content.length, from + (1 << random.nextInt(10)));
        return switch (random.nextInt(7)) {
            case 0 -> joined(content, from, new byte[0], to);
            case 1 -> joined(content, from, noise(to - from), to);
            case 2 -> joined(content, from, noise(1 + random.nextInt(4)), from);
            case 3 -> joined(content, from, repeated(Arrays.copyOfRange(content, from, to)), from);
            case 4 -> joined(content, from, repeated(token()), from);
            case 5 -> joined(content, from, seed(format), to);
            default -> joined(content, from, token(), Math.min(content.length, from + 1));
        };
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] repeated(byte[] part) {
        int times = Math.min(1 << random.nextInt(16), 200_000 / Math.max(1, part.length));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** What stands before {@code from}, this, and what stands from {@code to} on. */
    private static byte[] joined(byte[] content, int from, byte[] between, int to) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(content, 0, from);
        all.writeBytes(between);
        all.write(content, to, content.length - to);
        return all.toByteArray();
    }
}
