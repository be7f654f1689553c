package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A manual {@code dbt build} of all models, queued at {@link #QUEUED_AT}; say what differs. */
public final class RunBuilder {
  public static final Instant QUEUED_AT = Instant.parse("2026-03-01T10:00:00Z");
  public static final Instant STARTED_AT = QUEUED_AT.plusSeconds(1);
  public static final Instant FINISHED_AT = QUEUED_AT.plusSeconds(60);
  public static final Lease FIRST_LEASE = new Lease("copy-a", 1);

  private RunId id = new RunId(1);
  private AccountId account = new AccountId(1);
  private ProjectId project = new ProjectId(1);
  private Instant queuedAt = QUEUED_AT;
  private RunType type = RunType.MANUAL;
  private DbtCommand command = DbtCommand.BUILD;
  private ModelSelection selection = new ModelSelection.AllModels();
  private boolean fullRefresh;
  private String vars = "{}";
  private DbtArguments arguments = DbtArguments.NONE;
  private Duration timeout = Duration.ofMinutes(30);
  private RunState state = new RunState.Queued(QUEUED_AT);
  private AfterLoss afterLoss = AfterLoss.FAIL;
  private List<DbtStep> steps = List.of();

  private RunBuilder() {}

  public static RunBuilder aRun() {
    return new RunBuilder();
  }

  public RunBuilder withId(int value) {
    id = new RunId(value);
    return this;
  }

  public RunBuilder in(AccountId owner) {
    account = owner;
    return this;
  }

  public RunBuilder of(ProjectId value) {
    project = value;
    return this;
  }

  public RunBuilder queuedAt(Instant at) {
    queuedAt = at;
    state = new RunState.Queued(at);
    return this;
  }

  public RunBuilder scheduled() {
    type = RunType.SCHEDULED;
    return this;
  }

  public RunBuilder queuedOnceAgainWhenLost() {
    afterLoss = AfterLoss.QUEUE_ONCE_AGAIN;
    return this;
  }

  public RunBuilder doing(DbtCommand value) {
    command = value;
    return this;
  }

  /** Instead of a command with arguments. */
  public RunBuilder inSteps(DbtStep... several) {
    steps = List.of(several);
    return this;
  }

  public RunBuilder selecting(String... names) {
    selection = new ModelSelection.SelectedModels(List.of(names));
    return this;
  }

  public RunBuilder selectingAllBut(String... names) {
    selection = new ModelSelection.AllModelsExcept(List.of(names));
    return this;
  }

  public RunBuilder refreshingFully() {
    fullRefresh = true;
    return this;
  }

  public RunBuilder withVars(String json) {
    vars = json;
    return this;
  }

  public RunBuilder withArguments(String... words) {
    arguments = new DbtArguments(Arrays.asList(words));
    return this;
  }

  public RunBuilder within(Duration longest) {
    timeout = longest;
    return this;
  }

  public RunBuilder running() {
    return running(FIRST_LEASE);
  }

  public RunBuilder running(Lease lease) {
    state = new RunState.Running(STARTED_AT, lease);
    return this;
  }

  public RunBuilder cancelling() {
    state = new RunState.Cancelling(STARTED_AT, FIRST_LEASE, STARTED_AT.plusSeconds(5));
    return this;
  }

  public RunBuilder successful(NodeTally tally) {
    state = new RunState.Successful(FINISHED_AT, tally);
    return this;
  }

  public RunBuilder failed(Failure failure) {
    state = new RunState.Failed(FINISHED_AT, failure);
    return this;
  }

  public RunOrder order() {
    return steps.isEmpty() ? orderOfOne() : new RunOrder(type, steps, selection, vars, 4, timeout);
  }

  private RunOrder orderOfOne() {
    return new RunOrder(type, command, selection, fullRefresh, vars, arguments, 4, timeout);
  }

  /** This run as it is before it is queued. */
  public NewRun fresh() {
    return new NewRun(account, project, order(), queuedAt, afterLoss);
  }

  public Run build() {
    return new Run(id, account, project, order(), state);
  }
}
