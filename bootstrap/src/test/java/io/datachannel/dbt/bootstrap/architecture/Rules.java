package io.datachannel.dbt.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/** The boundaries of the architecture. The root is a parameter so that each rule can be shown to fail on a wrong example. */
final class Rules {
  private final String root;

  Rules(String root) {
    this.root = root;
  }

  /** The domain depends on java only. */
  ArchRule domainIsPure() {
    return classes().that().resideInAPackage(root + ".domain..")
        .should().onlyDependOnClassesThat(
            resideInAnyPackage(root + ".domain..", "java.lang..", "java.util..", "java.time..", "java.net", "java.nio.charset", "java.io"));
  }

  ArchRule applicationDependsOnTheDomainOnly() {
    return classes().that().resideInAPackage(root + ".application..")
        .should().onlyDependOnClassesThat(resideInAnyPackage(root + ".application..", root + ".domain..", "java.."));
  }

  /** Adapters never know each other; what starts processes, and what connects to users' addresses, is there once for all. */
  ArchRule adaptersStayApart() {
    return slices().matching(root + ".adapters.(*)..").should().notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAnyPackage(root + ".adapters.process..", root + ".adapters.network.."));
  }

  ArchRule onlyBootstrapWires() {
    return noClasses().that().resideInAnyPackage(root + ".domain..", root + ".application..", root + ".adapters..")
        .should().dependOnClassesThat().resideInAPackage(root + ".bootstrap..");
  }

  ArchRule packagesOfALayerHaveNoCycle() {
    return slices().matching(root + ".domain.(*)..").should().beFreeOfCycles();
  }

  ArchRule processesStartInOnePlace() {
    return noClasses().that().resideOutsideOfPackage(root + ".adapters.process..")
        .should().callConstructor(ProcessBuilder.class, String[].class)
        .orShould().callConstructor(ProcessBuilder.class, List.class)
        .orShould().callMethod(Runtime.class, "exec", String.class)
        .orShould().callMethod(Runtime.class, "exec", String[].class);
  }

  /** Time and identifiers are injected. */
  ArchRule timeAndIdsAreInjected() {
    return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".bootstrap")
        .should().callMethod(Instant.class, "now")
        .orShould().callMethod(LocalDate.class, "now")
        .orShould().callMethod(LocalDateTime.class, "now")
        .orShould().callMethod(ZonedDateTime.class, "now")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(Clock.class, "systemUTC")
        .orShould().callMethod(Clock.class, "systemDefaultZone")
        .orShould().callMethod(UUID.class, "randomUUID")
        .orShould().callMethod(Math.class, "random");
  }

  ArchRule nobodySleeps() {
    return noClasses().that().resideInAPackage(root + "..")
        .should().callMethod(Thread.class, "sleep", long.class)
        .orShould().callMethod(Thread.class, "sleep", Duration.class);
  }

  ArchRule noVagueNames() {
    return noClasses().that().resideInAPackage(root + "..")
        .should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
        .orShould().haveSimpleNameEndingWith("Impl")
        .orShould().haveSimpleNameEndingWith("Manager")
        .orShould().haveSimpleNameEndingWith("Util")
        .orShould().haveSimpleNameEndingWith("Utils")
        .orShould().haveSimpleNameEndingWith("Helper");
  }

  ArchRule portsAreNarrow() {
    return classes().that().resideInAPackage(root + ".application..").and().areInterfaces()
        .should(HaveAtMost.methods(7));
  }

  ArchRule constructorsAreShort() {
    return classes().that().resideInAPackage(root + "..").and().areNotRecords().and().areNotEnums()
        .should(HaveAtMost.constructorParameters(6));
  }
}
