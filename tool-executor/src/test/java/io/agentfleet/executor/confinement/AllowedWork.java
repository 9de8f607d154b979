package io.agentfleet.executor.confinement;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/** What a confined process must still be able to do; it fails if it throws. */
enum AllowedWork {
    READ_THE_OWN_SOURCE(places -> Files.readString(places.source().resolve("data.csv"))),
    LIST_THE_OWN_SOURCE(places -> places.source().toFile().list().length),
    MAP_THE_OWN_SOURCE(places -> mapped(places.source().resolve("data.csv"))),
    WRITE_MOVE_AND_DELETE_IN_THE_WORK_FOLDER(places -> worked(places.work())),
    MAKE_THREADS(places -> threads()),
    MAKE_VIRTUAL_THREADS(places -> virtualThreads()),
    LOAD_CLASSES(places -> DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument()),
    DRAW_RANDOM_NUMBERS(places -> new SecureRandom().nextLong()),
    KNOW_THE_TIME_ZONES(places -> ZoneId.of("Asia/Seoul").getRules()),
    KNOW_THE_MACHINE(places -> Runtime.getRuntime().availableProcessors()),
    COLLECT_GARBAGE(places -> garbage()),
    COMPILE(places -> IntStream.range(0, 30_000_000).mapToLong(i -> i ^ i >> 3).sum()),
    QUERY_WITH_DUCKDB(places -> queried(places.source().resolve("data.csv"))),
    MAKE_A_DUCKDB_FILE(places -> made(places.work().resolve("tables.duckdb"))),
    INDEX_WITH_LUCENE(places -> indexed(places.work().resolve("index"))),
    DRAW_A_CHART(places -> drawn(places.work().resolve("chart.png"))),
    LIMIT_CPU_TIME(places -> limited()),
    SURVIVE_A_FULL_HEAP(places -> fullHeap());

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final ForbiddenAttempt.Attempt work;

    AllowedWork(ForbiddenAttempt.Attempt work) {
        this.work = work;
    }

    Object run(Places places) throws Exception {
        return work.run(places);
    }

    private static byte mapped(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).get(0);
        }
    }

    private static boolean worked(Path folder) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "a", "b"), "x");
        Path below = Files.createDirectory(folder.resolve("below"));
        Path moved = Files.move(file, below.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(moved);
        Files.delete(below);
        return true;
    }

    private static int threads() throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, 50).mapToObj(i -> Thread.ofPlatform().start(() -> {})).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return threads.size();
    }

    private static boolean virtualThreads() throws InterruptedException {
        return Thread.ofVirtual().start(() -> {}).join(java.time.Duration.ofSeconds(10));
    }

    private static int garbage() {
        List<byte[]> some = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            some.add(new byte[1 << 20]);
            if (some.size() > 30) {
                some.clear();
            }
        }
        return some.size();
    }

    private static long queried(Path file) throws Exception {
        return query(
                "jdbc:duckdb:",
                "SELECT count(DISTINCT n || 'x') + (SELECT count(*) FROM '%s') FROM range(300000) r(n)"
                        .formatted(file));
    }

    private static long made(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT n FROM range(100000) r(n)");
        }
        return query("jdbc:duckdb:" + file, "SELECT count(*) FROM t");
    }

    private static long query(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET memory_limit = '128MB'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static int indexed(Path folder) throws IOException {
        try (MMapDirectory directory = new MMapDirectory(folder)) {
            try (IndexWriter writer =
                    new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
                for (int i = 0; i < 1000; i++) {
                    Document document = new Document();
                    document.add(new TextField("text", "one two " + i, Field.Store.YES));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                return new IndexSearcher(reader).count(new TermQuery(new Term("text", "one")));
            }
        }
    }

    private static boolean drawn(Path file) throws IOException {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString("sales", 10, 50);
        graphics.dispose();
        return ImageIO.write(image, "png", file.toFile());
    }

    private static boolean limited() throws IOException {
        if (!Confinement.cpuSeconds(60)) {
            throw new IOException("no limit");
        }
        return true;
    }

    private static int fullHeap() throws IOException {
        List<byte[]> all = new ArrayList<>();
        try {
            while (all.size() < 1 << 20) {
                all.add(new byte[1 << 20]);
            }
        } catch (OutOfMemoryError full) {
            int size = all.size();
            all.clear();
            return size;
        }
        throw new IOException("the heap has no limit");
    }
}
