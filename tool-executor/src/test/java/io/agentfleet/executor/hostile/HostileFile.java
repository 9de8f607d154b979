package io.agentfleet.executor.hostile;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A file that somebody drops into a data folder.
 *
 * @param name with the ending by which it is read
 */
public record HostileFile(String name, Content content) {

    /** Writes the file. */
    public interface Content {
        void write(Path file) throws IOException;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What was seen to kill an executor, and its relatives. */
    public static List<HostileFile> all() {
        return List.of(
                text(
                        "large.csv",
                        out -> {
                            out.write("id,text,amount\n");
                            repeat(
                                    out,
                                    "1,some text that goes on for a while and then ends,12.5\n",
                                    3_500_000);
                        }),
                text(
                        "wide.csv",
                        out -> {
                            repeat(out, "column,", 60_000);
                            out.write("\n");
                            repeat(out, "1,", 60_000);
                        }),
                text("oneline.csv", out -> repeat(out, "x".repeat(1000), 60_000)),
                text(
                        "quote.csv",
                        out -> {
                            out.write("a,b\n\"");
                            repeat(out, "never closed\n", 2_000_000);
                        }),
                text(
                        "deep.json",
                        out -> {
                            repeat(out, "[", 100_000);
                            repeat(out, "]", 100_000);
                        }),
                text(
                        "deepobject.json",
                        out -> {
                            repeat(out, "{\"a\":", 100_000);
                            out.write("1");
                            repeat(out, "}", 100_000);
                        }),
                text(
                        "manykeys.json",
                        out -> {
                            out.write("[");
                            for (int i = 0; i < 30_000; i++) {
                                out.write("{\"k" + i + "\":1},");
                            }
                            out.write("{}]");
                        }),
                text(
                        "bigvalue.json",
                        out -> {
                            out.write("[{\"a\":\"");
                            repeat(out, "x".repeat(1000), 90_000);
                            out.write("\"}]");
                        }),
                text(
                        "large.html",
                        out -> {
                            out.write("<html><body>");
                            repeat(out, "<p>one more <b>paragraph</b></p>\n", 1_500_000);
                        }),
                text("deep.html", out -> repeat(out, "<div><span>", 300_000)),
                text("headings.md", out -> repeat(out, "# heading\ntext\n", 1_000_000)),
                text("oneword.txt", out -> repeat(out, "x".repeat(1000), 30_000)),
                text(
                        "words.txt",
                        out -> {
                            Random random = new Random(1);
                            for (int i = 0; i < 3_000_000; i++) {
                                out.write(Long.toString(random.nextLong(), 36));
                                out.write(i % 12 == 0 ? "\n" : " ");
                            }
                        }),
                new HostileFile("bomb.pdf", HostileFile::pdfThatInflates),
                new HostileFile(
                        "broken.pdf", file -> Files.writeString(file, "%PDF-1.7\n1 0 obj <<")),
                new HostileFile("noise.parquet", file -> noise(file, "PAR1")),
                new HostileFile("noise.pdf", file -> noise(file, "%PDF-1.4\n")),
                new HostileFile("noise.csv", file -> noise(file, "")),
                new HostileFile("noise.html", file -> noise(file, "<html>")),
                new HostileFile(
                        "link.csv",
                        file -> Files.createSymbolicLink(file, Path.of("/etc/passwd"))));
    }

    private interface Text {
        void write(Writer out) throws IOException;
    }

    private static HostileFile text(String name, Text text) {
        return new HostileFile(
                name,
                file -> {
                    try (BufferedWriter out = Files.newBufferedWriter(file)) {
                        text.write(out);
                    }
                });
    }

    private static void repeat(Writer out, String text, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            out.write(text);
        }
    }

    private static void noise(Path file, String start) throws IOException {
        byte[] bytes = new byte[2_000_000];
        new Random(7).nextBytes(bytes);
        byte[] head = start.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        Files.write(file, bytes);
    }

    /** One page whose content is 1.5 GB of spaces, packed twice. */
    private static void pdfThatInflates(Path file) throws IOException {
        ByteArrayOutputStream once = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(once, new Deflater(9))) {
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1_500; i++) {
                out.write(spaces);
            }
        }
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes(
                """
                %%PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
                3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj
                4 0 obj <</Filter/FlateDecode/Length %d>> stream
                """
                        .formatted(once.size())
                        .getBytes(StandardCharsets.US_ASCII));
        pdf.writeBytes(once.toByteArray());
        pdf.writeBytes(
                "\nendstream endobj\ntrailer <</Root 1 0 R>>\n"
                        .getBytes(StandardCharsets.US_ASCII));
        Files.write(file, pdf.toByteArray());
    }
}
