package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.credentials.CredentialTestsResource.TestView;
import io.datachannel.dbt.adapters.rest.credentials.CredentialView;
import io.datachannel.dbt.adapters.rest.environments.ProjectEnvironmentView;
import io.datachannel.dbt.adapters.rest.me.MeView;
import io.datachannel.dbt.adapters.rest.notifications.DeliveryView;
import io.datachannel.dbt.adapters.rest.notifications.NotificationTargetView;
import io.datachannel.dbt.adapters.rest.projects.LineageView;
import io.datachannel.dbt.adapters.rest.projects.ModelDetailView;
import io.datachannel.dbt.adapters.rest.projects.ModelView;
import io.datachannel.dbt.adapters.rest.projects.ModelsPageView;
import io.datachannel.dbt.adapters.rest.projects.ProjectActivityView;
import io.datachannel.dbt.adapters.rest.projects.ProjectView;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshView;
import io.datachannel.dbt.adapters.rest.runs.ModelRunView;
import io.datachannel.dbt.adapters.rest.runs.NodeView;
import io.datachannel.dbt.adapters.rest.runs.RunResultsResource.ErrorView;
import io.datachannel.dbt.adapters.rest.runs.RunView;
import io.datachannel.dbt.adapters.rest.schedules.CadenceView;
import io.datachannel.dbt.adapters.rest.schedules.ClockChangeView;
import io.datachannel.dbt.adapters.rest.schedules.FiringView;
import io.datachannel.dbt.adapters.rest.schedules.PreviewView.TouchedView;
import io.datachannel.dbt.adapters.rest.schedules.ScheduleView;
import io.datachannel.dbt.adapters.rest.schedules.TargetView;
import io.datachannel.dbt.adapters.rest.steps.StepView;
import io.datachannel.dbt.adapters.rest.tokens.TokenView;
import io.datachannel.dbt.adapters.rest.versions.DbtVersionsResource.DbtVersionsView;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseChecksResource.WarehouseTestView;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseTypesResource.FieldView;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseView;
import io.datachannel.dbt.application.runs.FileState;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.notification.DeliveryState;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.run.RunWarning;
import io.datachannel.dbt.domain.run.StepState;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.FieldKind;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which texts of answers are one of certain words. */
final class AnswerWords {
  private static final List<String> CODES = names(FailureCode.class);
  private static final Map<Class<?>, Map<String, List<String>>> WORDS = Map.ofEntries(
      Map.entry(CredentialView.class, Map.of("kind", List.of("https-token", "ssh-key", "public", "github-oauth"),
          "provider", names(GitProvider.class))),
      Map.entry(TestView.class, Map.of("code", CODES)),
      Map.entry(WarehouseView.class, Map.of("type", words(WarehouseType.class, WarehouseType::wireName))),
      Map.entry(WarehouseTestView.class, Map.of("state", names(CheckState.class))),
      Map.entry(WarehouseTestView.FailureView.class, Map.of("code", CODES)),
      Map.entry(FieldView.class, Map.of("kind", names(FieldKind.class))),
      Map.entry(ProjectView.class, Map.of("status", names(ProjectStatus.class), "notificationLevel", names(NotificationLevel.class),
          "command", words(DbtCommand.class, DbtCommand::word))),
      Map.entry(ModelView.class, Map.of("resourceType", words(ResourceType.class, ResourceType::dbtName))),
      Map.entry(ModelDetailView.class, Map.of("resourceType", words(ResourceType.class, ResourceType::dbtName))),
      Map.entry(LineageView.NodeView.class, Map.of("kind", words(LineageKind.class, LineageKind::dbtName))),
      Map.entry(DbtVersionsView.AdapterView.class, Map.of("warehouseType", words(WarehouseType.class, WarehouseType::wireName))),
      Map.entry(RefreshView.class, Map.of("state", names(RefreshState.class), "cause", names(RefreshCause.class))),
      Map.entry(RefreshView.FailureView.class, Map.of("code", CODES)),
      Map.entry(ModelsPageView.FailedView.class, Map.of("code", CODES)),
      Map.entry(RunView.class, Map.of("status", words(RunStatus.class, RunStatus::wireName), "type", names(RunType.class),
          "modelType", List.of("All Models", "Selected Models"), "command", words(DbtCommand.class, DbtCommand::word))),
      Map.entry(RunView.StepView.class, Map.of("command", words(DbtCommand.class, DbtCommand::word), "state", names(StepState.class))),
      Map.entry(StepView.class, Map.of("command", words(DbtCommand.class, DbtCommand::word))),
      Map.entry(RunView.SpanView.class, Map.of("step", names(RunTimeline.Step.class))),
      Map.entry(RunView.FailureView.class, Map.of("code", CODES)),
      Map.entry(RunView.FilesView.class, Map.of("log", names(FileState.class), "artifacts", names(FileState.class))),
      Map.entry(RunView.WarningView.class, Map.of("code", names(RunWarning.Code.class))),
      Map.entry(ProjectEnvironmentView.UpgradeView.FailureView.class, Map.of("code", CODES)),
      Map.entry(NodeView.class, Map.of("status", names(NodeOutcome.class))),
      Map.entry(ErrorView.class, Map.of("type", names(RunErrorType.class), "code", CODES)),
      Map.entry(TargetView.class, Map.of("kind", List.of("ALL_MODELS", "MODELS", "COLLECTION", "PART_OF_COLLECTION"))),
      Map.entry(CadenceView.class, Map.of("quorum", names(Quorum.class), "kind",
          List.of("EVERY_HOURS", "CHOSEN_HOURS", "DAILY", "WEEKLY", "MONTHLY", "CRON", "AFTER_PIPELINES"))),
      Map.entry(ClockChangeView.class, Map.of("gap", names(ClockChange.Gap.class), "overlap", names(ClockChange.Overlap.class))),
      Map.entry(ScheduleView.class, Map.of("state", names(Governance.State.class), "afterLoss", names(AfterLoss.class),
          "command", words(DbtCommand.class, DbtCommand::word))),
      Map.entry(TouchedView.class, Map.of("effect", List.of("ADDED", "REPLACED", "CHANGED", "DELETED"))),
      Map.entry(FiringView.class, Map.of("outcome", List.of("QUEUED", "CAUGHT_UP", "MERGED", "SKIPPED", "NOTHING_GOVERNED"),
          "result", words(RunStatus.class, RunStatus::wireName))),
      Map.entry(ProjectActivityView.RunView.class, Map.of("status", words(RunStatus.class, RunStatus::wireName), "type", names(RunType.class),
          "command", words(DbtCommand.class, DbtCommand::word))),
      Map.entry(ProjectActivityView.RefreshView.class, Map.of("state", names(RefreshState.class), "code", CODES)),
      Map.entry(ModelRunView.class, Map.of("runStatus", words(RunStatus.class, RunStatus::wireName), "status", names(NodeOutcome.class))),
      Map.entry(MeView.class, Map.of("role", names(Role.class))),
      Map.entry(NotificationTargetView.class, Map.of("kind", List.of("WEBHOOK", "SLACK", "EMAIL"))),
      Map.entry(DeliveryView.class, Map.of("state", names(DeliveryState.class), "event", List.of("run.finished", "run.recovered"))),
      Map.entry(TokenView.class, Map.of("role", names(Role.class))));

  private AnswerWords() {}

  /** Empty for a component that may be any text, or none. */
  static Optional<List<String>> of(Class<?> record, String component) {
    return Optional.ofNullable(WORDS.getOrDefault(record, Map.of()).get(component));
  }

  /** By record and component. */
  static Map<Class<?>, Map<String, List<String>>> all() {
    return WORDS;
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return words(type, Enum::name);
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type, Function<E, String> word) {
    return Arrays.stream(type.getEnumConstants()).map(word).toList();
  }
}
