package io.agentfleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class PackageRulesTest {

    private static final class Complete {
        static int wait(Light light) {
            return switch (light) {
                case RED -> 1;
                case GREEN -> 0;
            };
        }
    }

    private static final class WithDefault {
        static int wait(Light light) {
            return switch (light) {
                case RED -> 1;
                default -> 0;
            };
        }
    }

    private static final class AsStatement {
        static int wait(Light light) {
            int seconds = 0;
            switch (light) {
                case RED -> seconds = 1;
                case GREEN -> {}
            }
            return seconds;
        }
    }

    @Test
    void aSwitchOverAnEnumOfOursIsCompleteWithoutADefault() {
        assertThat(holds(Complete.class)).isTrue();
        assertThat(holds(WithDefault.class)).isFalse();
        assertThat(holds(AsStatement.class)).isFalse();
        assertThat(Complete.wait(Light.RED))
                .isEqualTo(WithDefault.wait(Light.RED))
                .isEqualTo(AsStatement.wait(Light.RED));
    }

    private static boolean holds(Class<?> type) {
        return !PackageRules.completeSwitches()
                .evaluate(new ClassFileImporter().importClasses(type))
                .hasViolation();
    }
}
