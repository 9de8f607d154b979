package io.agentfleet.cli.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.file.FleetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceStoreTest {

    @TempDir private Path folder;
    private DataSourceStore sources;

    @BeforeEach
    void home() throws IOException {
        folder = folder.toRealPath();
        sources = new DataSourceStore(new FleetHome(folder, folder.resolve("home")));
    }

    @Test
    void aFolderKeepsItsName() throws IOException {
        Path sales = data("a/Sales 2026");
        assertThat(sources.register(sales)).isEqualTo("sales-2026");
        assertThat(sources.register(sales.resolve("../Sales 2026"))).isEqualTo("sales-2026");
        assertThat(sources.all()).containsEntry("sales-2026", sales.toString()).hasSize(1);
    }

    @Test
    void anotherFolderOfTheSameNameGetsAnotherName() throws IOException {
        assertThat(sources.register(data("a/sales"))).isEqualTo("sales");
        assertThat(sources.register(data("b/sales"))).isEqualTo("sales-2");
        assertThat(sources.register(data("b/sales"))).isEqualTo("sales-2");
        assertThat(sources.register(data("c/매출"))).isEqualTo("data");
    }

    @Test
    void anUnusableFolderIsRefusedByNameAndReason() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path file = Files.writeString(folder.resolve("file.csv"), "a\n1\n");
        assertRefused(empty, "holds no file");
        assertRefused(file, "is a file");
        assertRefused(folder.resolve("missing"), "does not exist");
        assertThat(sources.all()).isEmpty();
    }

    @Test
    void aForgottenSourceIsGoneAndAnUnknownOneIsNamed() throws IOException {
        sources.register(data("a/sales"));
        sources.remove("sales");
        assertThat(sources.all()).isEmpty();
        assertThatThrownBy(() -> sources.remove("sales")).hasMessageContaining("'sales'");
    }

    private void assertRefused(Path bad, String why) {
        assertThatThrownBy(() -> sources.register(bad))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(bad.toString())
                .hasMessageContaining(why);
    }

    private Path data(String name) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        Files.writeString(made.resolve("orders.csv"), "day,amount\n2026-11-01,3\n");
        return made;
    }
}
