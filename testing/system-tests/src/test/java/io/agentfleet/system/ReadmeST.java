package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command that the README tells a user to run is run here, word for word, in its order. */
class ReadmeST {

    private static final Pattern SHELL_BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");

    /** It is what runs this test. */
    private static final String THIS = "./fleet test";

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheReadmeWork() throws IOException {
        String readme = Files.readString(Fleet.ROOT.resolve("README.md"), UTF_8);
        List<String> commands =
                SHELL_BLOCK
                        .matcher(readme)
                        .results()
                        .map((MatchResult block) -> block.group(1))
                        .flatMap(String::lines)
                        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                        .filter(line -> !line.isEmpty() && !line.equals(THIS))
                        .toList();
        assertThat(commands).contains("./fleet up", "./fleet down");
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> run(command)));
    }

    private static void run(String command) {
        Fleet.up().exec(List.of("bash", "-c", command), Map.of()).succeeded();
    }
}
