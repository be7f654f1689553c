package io.datachannel.dbt.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules hold for the code, and each of them fails on an example that breaks it. */
class ArchitectureTest {
  private static final String ROOT = "io.datachannel.dbt";
  private static final String WRONG = ROOT + ".bootstrap.architecture.wrong";
  private static final ImportOption NOT_THE_EXAMPLES = location -> !isExample(location);

  private static final JavaClasses CODE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).withImportOption(NOT_THE_EXAMPLES)
      // The test classes of other modules come as folders or as jars, depending on how far Maven has built.
      .withImportOption(location -> !location.contains("-tests.jar")).importPackages(ROOT);
  private static final JavaClasses CODE_AND_TESTS =
      new ClassFileImporter().withImportOption(NOT_THE_EXAMPLES).importPackages(ROOT);
  private static final JavaClasses EXAMPLES = new ClassFileImporter().importPackages(WRONG);

  private record Rule(String name, Function<Rules, ArchRule> make, boolean forTestsToo) {}

  private static Stream<Rule> rules() {
    return Stream.of(
        new Rule("the domain depends on java only", Rules::domainIsPure, false),
        new Rule("the application depends on the domain only", Rules::applicationDependsOnTheDomainOnly, false),
        new Rule("adapters stay apart", Rules::adaptersStayApart, false),
        new Rule("only bootstrap wires", Rules::onlyBootstrapWires, false),
        new Rule("the domain's packages have no cycle", Rules::packagesOfALayerHaveNoCycle, false),
        new Rule("processes start in one place", Rules::processesStartInOnePlace, true),
        new Rule("time and ids are injected", Rules::timeAndIdsAreInjected, true),
        new Rule("nobody sleeps", Rules::nobodySleeps, true),
        new Rule("no vague names", Rules::noVagueNames, true),
        new Rule("ports are narrow", Rules::portsAreNarrow, false),
        new Rule("constructors are short", Rules::constructorsAreShort, false));
  }

  @TestFactory
  Stream<DynamicTest> theCodeKeepsTheRules() {
    return rules().map(rule -> DynamicTest.dynamicTest(rule.name(),
        () -> rule.make().apply(new Rules(ROOT)).check(rule.forTestsToo() ? CODE_AND_TESTS : CODE)));
  }

  @TestFactory
  Stream<DynamicTest> eachRuleFailsOnItsWrongExample() {
    return rules().map(rule -> DynamicTest.dynamicTest(rule.name(),
        () -> assertTrue(rule.make().apply(new Rules(WRONG)).evaluate(EXAMPLES).hasViolation(), "nothing was found")));
  }

  private static boolean isExample(Location location) {
    return location.contains("/architecture/wrong/");
  }
}
