package io.agentfleet.schemas;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void idsAndCodesDoNotKnowEvents() {
        JavaClasses classes = new ClassFileImporter().importPackages("io.agentfleet.schemas");
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("io.agentfleet.schemas")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.agentfleet.schemas.event..")
                .check(classes);
    }
}
