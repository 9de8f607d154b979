package io.agentfleet.localfleet.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetHomeTest {

    @TempDir Path root;

    @Test
    void theFolderIsMadeForItsOwnerAlone() throws IOException {
        FleetHome home = new FleetHome(root, root.resolve("a/.fleet"));
        home.makePrivate();
        assertThat(permissions(home.home())).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatOthersCouldEnterIsClosedAndKeepsWhatIsInIt() throws IOException {
        FleetHome home = new FleetHome(root, root.resolve(".fleet"));
        Files.createDirectories(home.home());
        Files.writeString(home.state(), "{}");
        Files.setPosixFilePermissions(home.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        home.makePrivate();
        assertThat(permissions(home.home())).isEqualTo("rwx------");
        assertThat(home.state()).hasContent("{}");
    }

    @Test
    void aFileInItsPlaceIsNamedWithWhatToDo() throws IOException {
        Path taken = Files.writeString(root.resolve(".fleet"), "");
        assertThatThrownBy(() -> new FleetHome(root, taken).makePrivate())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(taken.toString())
                .hasMessageContaining("FLEET_HOME");
    }

    @Test
    void aPasswordIsMadeOnceAndReadByItsOwnerAlone() throws IOException {
        Path file = root.resolve("redis/fleet");
        assertThat(new PasswordFile(file).known()).isEmpty();
        String made = new PasswordFile(file).password();
        assertThat(made).hasSizeGreaterThan(20).matches("[\\w-]+");
        assertThat(new PasswordFile(file).password()).isEqualTo(made);
        assertThat(new PasswordFile(file).known()).contains(made);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(root.resolve("redis"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
