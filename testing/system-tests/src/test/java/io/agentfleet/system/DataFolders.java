package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * Three data folders that the fleet has never seen, made anew for each run: JSON, Parquet and odd
 * CSVs, Korean and English headers, dates in four formats, documents as PDF, Markdown and HTML. The
 * rows stay here, so that tests can compute what is true without the fleet.
 */
final class DataFolders {

    record Reading(LocalDateTime at, String station, double temperature, int powerKwh) {}

    record Sale(LocalDate day, String branch, String item, int quantity, long amount) {}

    record Employee(int id, LocalDate hiredOn, String department, String title, int salary) {}

    record Leave(LocalDate start, String department, int days) {}

    final List<Reading> readings = new ArrayList<>();
    final List<Sale> sales = new ArrayList<>();
    final List<Employee> employees = new ArrayList<>();
    final List<Leave> leaves = new ArrayList<>();
    final Path plant;
    final Path shop;
    final Path people;

    DataFolders(Path parent) {
        try {
            plant = Files.createDirectories(parent.resolve("plant"));
            shop = Files.createDirectories(parent.resolve("매장"));
            people = Files.createDirectories(parent.resolve("people"));
            fill(new Random(20261115));
            writePlant();
            writeShop();
            writePeople();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the test's data folders cannot be written", e);
        }
    }

    private void fill(Random random) {
        List<String> stations = List.of("North", "South", "East");
        LocalDateTime noon = LocalDateTime.of(2026, 8, 3, 12, 0);
        for (int day = 0; day < 55; day++) {
            for (int s = 0; s < stations.size(); s++) {
                double temperature =
                        Math.round((40 + 9 * s + random.nextDouble() * 20) * 10) / 10.0;
                readings.add(
                        new Reading(
                                noon.plusDays(day),
                                stations.get(s),
                                temperature,
                                100 + 40 * s + random.nextInt(90)));
            }
        }
        List<String> branches = List.of("강남", "홍대", "부산");
        List<String> items = List.of("커피", "케이크", "차");
        for (int day = 0; day < 48; day++) {
            for (int b = 0; b < branches.size(); b++) {
                for (int i = 0; i < items.size(); i++) {
                    int quantity = 3 + random.nextInt(20) + 4 * (items.size() - i);
                    long amount = quantity * (4500L + 1500L * i) + 100L * b;
                    sales.add(
                            new Sale(
                                    LocalDate.of(2026, 8, 20).plusDays(day),
                                    branches.get(b),
                                    items.get(i),
                                    quantity,
                                    amount));
                }
            }
        }
        List<String> departments = List.of("Research", "Finance", "Support", "Logistics");
        List<String> titles = List.of("engineer", "analyst", "lead");
        for (int id = 1; id <= 83; id++) {
            String department = departments.get(random.nextInt(departments.size()));
            employees.add(
                    new Employee(
                            1000 + id,
                            LocalDate.of(2021, 1, 4).plusDays(random.nextInt(2000)),
                            department,
                            titles.get(random.nextInt(titles.size())),
                            38_000 + 10 * random.nextInt(5200)));
            leaves.add(
                    new Leave(
                            LocalDate.of(2026, 1, 5).plusDays(random.nextInt(290)),
                            department,
                            1 + random.nextInt(9)));
        }
    }

    private void writePlant() throws IOException {
        StringBuilder json = new StringBuilder("[\n");
        for (Reading r : readings) {
            json.append(json.length() > 2 ? ",\n" : "")
                    .append(
                            "{\"recorded_at\":\"%s\",\"station\":\"%s\",\"temperature\":%s,\"power_kwh\":%d}"
                                    .formatted(
                                            r.at().format(DateTimeFormatter.ISO_LOCAL_DATE_TIME),
                                            r.station(),
                                            r.temperature(),
                                            r.powerKwh()));
        }
        Files.writeString(plant.resolve("readings.json"), json.append("\n]\n"), UTF_8);
        writePdf(
                plant.resolve("manual.pdf"),
                List.of(
                        "Operating manual of the stations",
                        "Every station must be inspected every 45 days by two technicians.",
                        "The alarm threshold for the temperature is 75 degrees Celsius.",
                        "Spare parts are kept in the warehouse of the East station."));
    }

    private static void writePdf(Path file, List<String> lines) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.setLeading(20);
                content.newLineAtOffset(60, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            document.save(file.toFile());
        }
    }

    private void writeShop() throws IOException {
        StringBuilder csv = new StringBuilder("\uFEFF판매일,지점,품목,수량,판매금액\n");
        for (Sale s : sales) {
            csv.append(
                    "%d년 %d월 %d일,%s,%s,%d,\"%,d\"\n"
                            .formatted(
                                    s.day().getYear(),
                                    s.day().getMonthValue(),
                                    s.day().getDayOfMonth(),
                                    s.branch(),
                                    s.item(),
                                    s.quantity(),
                                    s.amount()));
        }
        Files.writeString(shop.resolve("판매내역.csv"), csv, UTF_8);
        Files.writeString(
                shop.resolve("환불규정.md"),
                """
                # 환불 규정

                환불은 구매일로부터 14일 이내에만 가능합니다. 영수증을 함께 제출해야 합니다.

                ## 교환

                교환은 같은 품목으로만 할 수 있으며 매장 관리자의 확인이 필요합니다.
                """,
                UTF_8);
    }

    private void writePeople() throws IOException, SQLException {
        Path rows = people.resolve("payroll.tmp");
        StringBuilder csv = new StringBuilder("employee_id,hired_on,department,job_title,salary\n");
        for (Employee e : employees) {
            csv.append(
                    "%d,%s,%s,%s,%d\n"
                            .formatted(e.id(), e.hiredOn(), e.department(), e.title(), e.salary()));
        }
        Files.writeString(rows, csv, UTF_8);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "COPY (SELECT * FROM read_csv('%s', header = true)) TO '%s' (FORMAT parquet)"
                            .formatted(rows, people.resolve("payroll.parquet")));
        }
        Files.delete(rows);
        StringBuilder leave = new StringBuilder("start;department;days\n");
        for (Leave l : leaves) {
            leave.append(
                    "%s;%s;%d\n"
                            .formatted(
                                    l.start().format(DateTimeFormatter.ofPattern("dd.MM.yyyy")),
                                    l.department(),
                                    l.days()));
        }
        Files.writeString(people.resolve("leave.csv"), leave, UTF_8);
        Files.writeString(
                people.resolve("handbook.html"),
                """
                <html><head><title>Handbook</title></head><body>
                <h1>Handbook</h1>
                <h2>Paid leave</h2><p>New employees receive 18 days of paid leave per year.</p>
                <h2>Remote work</h2><p>Remote work is allowed on up to three days per week.</p>
                </body></html>
                """,
                UTF_8);
    }
}
