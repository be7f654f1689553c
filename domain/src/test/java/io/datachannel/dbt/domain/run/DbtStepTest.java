package io.datachannel.dbt.domain.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.DbtDefaults;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DbtStepTest {
  private static final ModelSelection ALL = new ModelSelection.AllModels();
  private static final DbtStep SEED = DbtStep.of(DbtCommand.SEED);
  private static final DbtStep RUN = DbtStep.of(DbtCommand.RUN);
  private static final DbtStep TEST = DbtStep.of(DbtCommand.TEST);

  @Test
  void aStepOfTheProjectGetsTheWordsOfTheRunBehindItsOwn() {
    ProjectSettings settings = settings(new StepWords("seed"), new StepWords("run", words("--empty"), false));

    List<DbtStep> steps = DbtStep.merged(settings, List.of(), words("--debug"), false);

    assertEquals(List.of(step(DbtCommand.SEED, false, "--fail-fast", "--debug"),
        step(DbtCommand.RUN, false, "--fail-fast", "--empty", "--debug")), steps);
  }

  @Test
  void aStepOfTheRunHasTheLastWord() {
    List<DbtStep> steps = DbtStep.merged(settings(new StepWords("build")), List.of(SEED, step(DbtCommand.RUN, false, "--no-fail-fast")),
        words("--debug"), false);

    assertEquals(List.of(step(DbtCommand.SEED, false, "--fail-fast", "--debug"),
        step(DbtCommand.RUN, false, "--fail-fast", "--debug", "--no-fail-fast")), steps);
  }

  @Test
  void aFullRefreshIsOfTheStepsWhoseCommandTakesIt() {
    ProjectSettings settings = settings(new StepWords("build"));

    assertEquals(List.of(true, true, false), DbtStep.merged(settings, List.of(SEED, RUN, TEST), DbtArguments.NONE, true).stream()
        .map(DbtStep::fullRefresh).toList());
    assertEquals(List.of(false, true), DbtStep.merged(settings, List.of(SEED, step(DbtCommand.RUN, true)), DbtArguments.NONE, false).stream()
        .map(DbtStep::fullRefresh).toList());
    assertEquals("fullRefresh", refused(order(DbtStep.merged(settings, List.of(TEST), DbtArguments.NONE, true), ALL)));
    assertEquals("steps[0].fullRefresh", refused(order(DbtStep.merged(settings, List.of(TEST, TEST), DbtArguments.NONE, true), ALL)));
  }

  @Test
  void whatContradictsIsNamedWithItsStep() {
    DbtStep selecting = step(DbtCommand.RUN, false, "--select", "tag:nightly");

    assertEquals("steps[1].arguments", refused(order(List.of(SEED, selecting), new ModelSelection.SelectedModels(List.of("orders")))));
    assertEquals("arguments", refused(order(List.of(selecting), new ModelSelection.SelectedModels(List.of("orders")))));
    assertEquals("steps[1].fullRefresh", refused(order(List.of(SEED, step(DbtCommand.SNAPSHOT, true)), ALL)));
    assertEquals("steps[1].arguments", refused(order(List.of(SEED, step(DbtCommand.RUN, true, "--no-full-refresh")), ALL)));
    assertEquals("steps", refused(order(Collections.nCopies(11, RUN), ALL)));
    RunOrder fine = order(List.of(SEED, selecting, TEST), ALL);
    assertEquals(fine, fine.checked());
  }

  @Test
  void whatIsLeftIsTheStepThatFailedAndThoseBehindIt() {
    RunOrder order = order(List.of(SEED, step(DbtCommand.RUN, true, "--fail-fast", "--exclude", "x"), TEST), ALL);

    RunOrder left = order.again(1, List.of("model.shop.orders"), List.of());

    assertEquals(List.of(new DbtStep(DbtCommand.RUN, words("--fail-fast", "--indirect-selection", "empty"), true,
        Optional.of(new ModelSelection.SelectedModels(List.of("model.shop.orders")))), TEST), left.steps());
    assertEquals(ALL, left.selection());
    assertEquals(RunType.MANUAL, left.type());
    assertEquals(new ModelSelection.SelectedModels(List.of("model.shop.orders")), left.steps().getFirst().selection(left.selection()));
    assertEquals(List.of(left.steps().getFirst(), TEST), left.byHandFrom(0).steps());
  }

  @Test
  void theLastStepAloneIsTheShortForm() {
    RunOrder order = order(List.of(SEED, RUN, TEST), ALL);

    RunOrder left = order.again(2, List.of("test.shop.unique"), List.of());

    assertEquals(new RunOrder(RunType.MANUAL, DbtCommand.TEST, new ModelSelection.SelectedModels(List.of("test.shop.unique")), false, "{}",
        words("--indirect-selection", "empty"), 4, Duration.ofMinutes(1)), left);
    assertEquals(order(List.of(TEST), ALL), order.byHandFrom(2));
  }

  @Test
  void whatWasMissingGoesThroughTheStepsBefore() {
    RunOrder order = order(List.of(SEED, RUN, TEST), new ModelSelection.SelectedModels(List.of("a", "b", "gone")));

    RunOrder left = order.again(1, List.of("b"), List.of("gone"));

    assertEquals(List.of(List.of("gone"), List.of("b", "gone")),
        left.steps().subList(0, 2).stream().map(step -> step.only().orElseThrow().names()).toList());
    assertEquals(TEST, left.steps().getLast());
    assertEquals(3, order.again(3, List.of(), List.of("gone")).steps().stream().filter(step -> step.only().isPresent()).count());
  }

  @Test
  void freshnessKnowsNoIndirectSelection() {
    RunOrder order = order(List.of(DbtStep.of(DbtCommand.SOURCE_FRESHNESS), RUN), ALL);

    assertEquals(DbtArguments.NONE, order.again(1, List.of("b"), List.of("gone")).steps().getFirst().arguments());
  }

  @Test
  void stepsReadAsOnACommandLine() {
    assertEquals("run --select tag:nightly '--vars' --full-refresh; source freshness".replace("'--vars'", "'a b'"), StepWords.text(List.of(
        new StepWords("run", words("--select", "tag:nightly", "a b"), true), new StepWords("source freshness"))));
    assertEquals("test --select 'a b'", new StepWords("test", words("--select", "a\nb"), false).text());
  }

  private static ProjectSettings settings(StepWords... steps) {
    return new ProjectSettings(DbtVersion.standard(), RelativePath.HERE, Optional.empty(), words("--fail-fast"), 4, Duration.ofMinutes(1),
        new DbtDefaults(List.of(steps), "{}", Optional.empty(), Optional.empty()), true);
  }

  private static DbtStep step(DbtCommand command, boolean fullRefresh, String... words) {
    return new DbtStep(command, words(words), fullRefresh);
  }

  private static DbtArguments words(String... words) {
    return new DbtArguments(List.of(words));
  }

  private static RunOrder order(List<DbtStep> steps, ModelSelection selection) {
    return new RunOrder(RunType.MANUAL, steps, selection, "{}", 4, Duration.ofMinutes(1));
  }

  private static String refused(RunOrder order) {
    return assertThrows(InvalidInput.class, order::checked).field();
  }
}
