package io.agentfleet.system;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Questions in English and Korean over folders that the fleet has never seen, through the whole
 * fleet. What is true is computed here from the rows, never by the fleet's own SQL.
 */
class GoldenST {

    private static final LocalDate NEWEST_SALE = LocalDate.of(2026, 10, 6);

    @TempDir static Path parent;

    private record Golden(Path folder, String question, List<?> expected, String tool) {}

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> answersEveryQuestionWithWhatTheRowsSay() {
        DataFolders folders = new DataFolders(parent);
        return Stream.of(plant(folders), shop(folders), people(folders))
                .flatMap(List::stream)
                .map(golden -> DynamicTest.dynamicTest(golden.question(), () -> ask(golden)));
    }

    private static List<Golden> plant(DataFolders f) {
        Map<String, Integer> power =
                f.readings.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Reading::station,
                                        summingInt(DataFolders.Reading::powerKwh)));
        Map<String, Double> temperature =
                f.readings.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Reading::station,
                                        averagingDouble(DataFolders.Reading::temperature)));
        Map<Integer, Integer> months =
                f.readings.stream()
                        .collect(
                                groupingBy(
                                        r -> r.at().getMonthValue(),
                                        summingInt(DataFolders.Reading::powerKwh)));
        String most =
                power.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        double highest =
                f.readings.stream()
                        .mapToDouble(DataFolders.Reading::temperature)
                        .max()
                        .orElseThrow();
        int total = f.readings.stream().mapToInt(DataFolders.Reading::powerKwh).sum();
        return List.of(
                data(f.plant, "What is the total power_kwh?", total),
                data(
                        f.plant,
                        "What is the average temperature by station?",
                        List.copyOf(temperature.values())),
                data(f.plant, "Which station used the most power?", List.of(most, power.get(most))),
                data(f.plant, "How many readings are there?", f.readings.size()),
                data(f.plant, "What was the highest temperature?", highest),
                data(
                        f.plant,
                        "Show the total power per month",
                        List.of(months.get(8), months.get(9))),
                data(
                        f.plant,
                        "Compare the power of North and South",
                        List.of(power.get("North"), power.get("South"))),
                data(f.plant, "North 스테이션의 평균 temperature는?", temperature.get("North")),
                document(f.plant, "What is the alarm threshold for the temperature?", "75 degrees"),
                document(f.plant, "How often must a station be inspected?", "45 days"));
    }

    private static List<Golden> shop(DataFolders f) {
        Map<String, Long> branches =
                f.sales.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Sale::branch,
                                        summingLong(DataFolders.Sale::amount)));
        Map<String, Long> items =
                f.sales.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Sale::item,
                                        summingLong(DataFolders.Sale::amount)));
        Map<String, Integer> quantities =
                f.sales.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Sale::item,
                                        summingInt(DataFolders.Sale::quantity)));
        Map<String, Integer> branchQuantities =
                f.sales.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Sale::branch,
                                        summingInt(DataFolders.Sale::quantity)));
        Map<Integer, Long> months =
                f.sales.stream()
                        .collect(
                                groupingBy(
                                        s -> s.day().getMonthValue(),
                                        summingLong(DataFolders.Sale::amount)));
        long total = f.sales.stream().mapToLong(DataFolders.Sale::amount).sum();
        long lastWeek =
                f.sales.stream()
                        .filter(s -> s.day().isAfter(NEWEST_SALE.minusDays(7)))
                        .mapToLong(DataFolders.Sale::amount)
                        .sum();
        long weekBefore =
                f.sales.stream()
                                .filter(s -> s.day().isAfter(NEWEST_SALE.minusDays(14)))
                                .mapToLong(DataFolders.Sale::amount)
                                .sum()
                        - lastWeek;
        long gangnamInSeptember =
                f.sales.stream()
                        .filter(s -> s.branch().equals("강남") && s.day().getMonthValue() == 9)
                        .mapToLong(DataFolders.Sale::amount)
                        .sum();
        String bestSeller =
                quantities.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
        List<Long> topTwo =
                items.values().stream().sorted(Comparator.reverseOrder()).limit(2).toList();
        return List.of(
                data(f.shop, "총 판매금액은 얼마야?", total),
                data(f.shop, "지점별 판매금액 알려줘", List.copyOf(branches.values())),
                data(f.shop, "가장 많이 팔린 품목은?", List.of(bestSeller, quantities.get(bestSeller))),
                data(f.shop, "최근 일주일 매출 분석해줘", List.of(lastWeek, weekBefore)),
                data(f.shop, "강남 지점의 9월 판매금액은?", gangnamInSeptember),
                data(f.shop, "판매금액 상위 2개 품목을 알려줘", topTwo),
                data(
                        f.shop,
                        "What is the total quantity by branch?",
                        List.copyOf(branchQuantities.values())),
                data(f.shop, "월별 매출 추이를 보여줘", List.of(months.get(8), months.get(9))),
                data(f.shop, "커피의 매출 비중은?", 100.0 * items.get("커피") / total),
                document(f.shop, "환불은 며칠 이내에 가능한가요?", "14일 이내"));
    }

    private static List<Golden> people(DataFolders f) {
        Map<String, Double> salaries =
                f.employees.stream()
                        .collect(
                                groupingBy(
                                        DataFolders.Employee::department,
                                        averagingInt(DataFolders.Employee::salary)));
        Map<String, Long> heads =
                f.employees.stream()
                        .collect(groupingBy(DataFolders.Employee::department, counting()));
        long hired = f.employees.stream().filter(e -> e.hiredOn().getYear() == 2025).count();
        List<Integer> sorted =
                f.employees.stream().map(DataFolders.Employee::salary).sorted().toList();
        int days = f.leaves.stream().mapToInt(DataFolders.Leave::days).sum();
        return List.of(
                data(
                        f.people,
                        "What is the average salary by department?",
                        List.copyOf(salaries.values())),
                data(f.people, "How many employees were hired in 2025?", hired),
                data(f.people, "What is the highest salary?", sorted.getLast()),
                data(f.people, "What is the median salary?", sorted.get(sorted.size() / 2)),
                data(f.people, "부서별 직원 수는?", List.copyOf(heads.values())),
                data(f.people, "How many leave days were taken in total?", days),
                document(
                        f.people,
                        "How many days of paid leave do new employees receive?",
                        "18 days"),
                document(f.people, "Is remote work allowed?", "three days per week"));
    }

    private static Golden data(Path folder, String question, Object expected) {
        return new Golden(
                folder,
                question,
                expected instanceof List<?> many ? many : List.of(expected),
                "query_database");
    }

    private static Golden document(Path folder, String question, String passage) {
        return new Golden(folder, question, List.of(passage), "search_documents");
    }

    private static void ask(Golden golden) {
        JsonNode task =
                Fleet.up()
                        .run(
                                "run",
                                golden.question(),
                                "--data",
                                golden.folder().toString(),
                                "-o",
                                "json")
                        .json();
        assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
        ReportReader report = new ReportReader(task.path("output").asText());
        for (Object expected : golden.expected()) {
            report.reports(expected);
        }
        assertThat(toolsUsed(task.path("task_id").asText()))
                .as("its tool calls are visible in its steps")
                .contains(golden.tool());
    }

    private static List<String> toolsUsed(String taskId) {
        return Fleet.up().events(taskId).stream()
                .map(event -> event.path("tool").asText())
                .toList();
    }
}
