package io.agentfleet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example folder says the same to SQL as to a plain reader of its lines. */
class SalesExampleTest {

    private record Order(LocalDate day, long quantity, long price, long amount) {}

    @TempDir Path root;
    private ToolFixture bench;
    private List<Order> orders = List.of();

    @BeforeEach
    void readPlainly() throws Exception {
        Path folder = Path.of(System.getProperty("fleet.root"), "examples", "sales");
        bench = new ToolFixture(root).source(folder);
        orders =
                Files.readAllLines(folder.resolve("orders.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .map(cells ->
                                new Order(
                                        LocalDate.parse(cells[0]),
                                        Long.parseLong(cells[4]),
                                        Long.parseLong(cells[5]),
                                        Long.parseLong(cells[6])))
                        .toList();
    }

    @Test
    void columnsHaveTheirTypes() {
        assertThat(bench.columns("orders"))
                .isEqualTo(
                        "date DATE, order_id VARCHAR, product VARCHAR, region VARCHAR, quantity BIGINT, unit_price BIGINT, amount BIGINT");
        assertThat(bench.columns("products")).contains("launched DATE", "name_ko VARCHAR");
    }

    @Test
    void theLastWeekAddsUp() {
        LocalDate last = LocalDate.parse("2026-11-15");
        long week =
                orders.stream()
                        .filter(order -> order.day().isAfter(last.minusDays(7)))
                        .mapToLong(Order::amount)
                        .sum();

        assertThat(
                        bench.rows(
                                "select max(date), sum(amount) filter (date > (select max(date) from orders) - interval 7 day) from orders"))
                .isEqualTo("[[\"2026-11-15\",%d]]".formatted(week));
    }

    @Test
    void everyAmountIsQuantityTimesPriceAndEveryDayHasOrders() {
        assertThat(orders).allMatch(order -> order.amount() == order.quantity() * order.price());
        assertThat(orders.stream().map(Order::day).distinct()).hasSize(90);
    }
}
