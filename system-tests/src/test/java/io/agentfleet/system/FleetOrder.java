package io.agentfleet.system;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Tests of the drill fleet come first: only one fleet is up at a time. */
public final class FleetOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(
                        Comparator.comparing((ClassDescriptor one) -> !needsDrillFleet(one))
                                .thenComparing(ClassDescriptor::getDisplayName));
    }

    private static boolean needsDrillFleet(ClassDescriptor test) {
        return Arrays.stream(test.getTestClass().getDeclaredFields())
                .anyMatch(field -> field.getType() == DrillFleet.class);
    }
}
