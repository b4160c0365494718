package com.terrifictotes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages are the steps of the journey, and each knows only what comes before it. */
@AnalyzeClasses(packages = "com.terrifictotes", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** {@code job → {source, lake, dimension, fact, warehouse, feed, reconcile} → change → catalog}, and nothing else. */
    @ArchTest
    static final ArchRule PACKAGES_IMPORT_ALONG_THE_ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("com.terrifictotes..")
            .withOptionalLayers(true)
            .layer("job")
            .definedBy("com.terrifictotes.job..")
            .layer("steps")
            .definedBy(
                    "com.terrifictotes.source..",
                    "com.terrifictotes.lake..",
                    "com.terrifictotes.dimension..",
                    "com.terrifictotes.fact..",
                    "com.terrifictotes.feed..",
                    "com.terrifictotes.reconcile..",
                    "com.terrifictotes.warehouse..")
            .layer("change")
            .definedBy("com.terrifictotes.change..")
            .layer("catalog")
            .definedBy("com.terrifictotes.catalog..")
            .whereLayer("job")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("steps")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("change")
            .mayOnlyBeAccessedByLayers("job", "steps")
            .whereLayer("catalog")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring("com.terrifictotes");

    @ArchTest
    static final ArchRule STEPS_DO_NOT_IMPORT_EACH_OTHER = slices().matching(
                    "com.terrifictotes.(source|lake|dimension|fact|warehouse|feed|reconcile)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_SLF4J = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "org.apache.log4j..")
            .because("the service takes its log from SLF4J alone")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_MAIN_WRITES_TO_THE_CONSOLE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("com.terrifictotes.job.Main")
            .should(ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);
}
