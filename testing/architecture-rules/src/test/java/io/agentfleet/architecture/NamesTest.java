package io.agentfleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Type names use standard words: no type in the repository is called by one of these. */
class NamesTest {

    private static final List<String> WORDS =
            List.of(
                    "Debts",
                    "Letter",
                    "Letters",
                    "Crew",
                    "Keeper",
                    "Slot",
                    "Slots",
                    "Story",
                    "House",
                    "Parts",
                    "PausePoint",
                    "PausePoints",
                    "Checkup",
                    "Gate",
                    "Door",
                    "Doors",
                    "Desk",
                    "Walk",
                    "SessionTurn",
                    "Seen",
                    "FeedCourse",
                    "Patience",
                    "Thinking",
                    "Acting",
                    "SignOfLife",
                    "Trouble",
                    "SmallRocks",
                    "Spent",
                    "Rehearsal",
                    "Told",
                    "Heard",
                    "DirectRun",
                    "AgentTopics",
                    "EdgeBeans",
                    "KeepConfig",
                    "OwnTaskEvents",
                    "EquippedAgent");

    /** One of the words, as whole camel-case words. "Dead letter" is a standard term. */
    private static final Pattern UNCLEAR =
            Pattern.compile("(?<!Dead(?=Letter))(?:" + String.join("|", WORDS) + ")(?![a-z])");

    private static final Pattern TYPE =
            Pattern.compile("(?m)^[^*/\"]*\\b(?:class|interface|enum|record) +([A-Z]\\w*)");

    private static final Set<String> NO_SOURCES = Set.of("target", ".git", ".fleet");

    @Test
    void noTypeHasAnUnclearName() {
        Path root = Path.of(System.getProperty("fleet.root"));
        List<String> found = new ArrayList<>();
        List<Path> sources = sources(root);
        sources.forEach(source ->
                types(source).stream()
                        .filter(NamesTest::isUnclear)
                        .forEach(type -> found.add(type + " in " + root.relativize(source))));

        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(found).as("types to be renamed to standard words").isEmpty();
    }

    @Test
    void findsWholeWordsOnly() {
        assertThat(List.of("Letter", "LetterBox", "TaskDesk", "DoorsQuarkusTest", "SeenEvents"))
                .allMatch(NamesTest::isUnclear);
        assertThat(List.of("DeadLetter", "DeadLettersIT", "ModelGateway", "Walker", "Storyboard"))
                .noneMatch(NamesTest::isUnclear);
    }

    private static boolean isUnclear(String type) {
        return UNCLEAR.matcher(type).find();
    }

    /** The type named by the file, and every type declared in it. */
    private static List<String> types(Path source) {
        List<String> types = new ArrayList<>();
        types.add(source.getFileName().toString().replace(".java", ""));
        Matcher declared = TYPE.matcher(text(source));
        while (declared.find()) {
            types.add(declared.group(1));
        }
        return types.stream().distinct().toList();
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path root) {
        List<Path> sources = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return NO_SOURCES.contains(folder.getFileName().toString())
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (file.toString().endsWith(".java")) {
                                sources.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
