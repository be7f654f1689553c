package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.activity.ProjectActivities;
import io.datachannel.dbt.application.activity.ProjectActivity;
import io.datachannel.dbt.application.activity.ProjectActivity.LastRefresh;
import io.datachannel.dbt.application.activity.ProjectActivity.LastRun;
import io.datachannel.dbt.application.activity.ProjectActivity.NextFiring;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what goes on in many projects by a handful of statements. */
public final class MySqlProjectActivities implements ProjectActivities {
  /** How many projects a statement is about: one of them grows with each. */
  private static final int MOST_AT_ONCE = 50;

  private final Session session;

  public MySqlProjectActivities(Database database) {
    this.session = database.session();
  }

  @Override
  public List<ProjectActivity> of(AccountId account, List<ProjectId> projects) {
    List<ProjectActivity> all = new ArrayList<>();
    for (int from = 0; from < projects.size(); from += MOST_AT_ONCE) {
      all.addAll(some(account, projects.subList(from, Math.min(projects.size(), from + MOST_AT_ONCE))));
    }
    return all;
  }

  private List<ProjectActivity> some(AccountId account, List<ProjectId> projects) {
    Values values = Values.of("account", account.value()).with("most", ProjectActivity.MOST_RUNS)
        .withAll("projects", projects.stream().map(ProjectId::value).toList());
    Map<ProjectId, Listed> ours = byProject(ProjectActivityStatements.REFRESHES, values, MySqlProjectActivities::listed);
    Map<ProjectId, List<LastRun>> runs = lastRuns(values, projects.size());
    Map<ProjectId, Integer> underWay = byProject(ProjectActivityStatements.UNDER_WAY, values, row -> row.integer("runs"));
    Map<ProjectId, NextFiring> firings = byProject(ProjectActivityStatements.NEXT_FIRINGS, values,
        row -> new NextFiring(new ScheduleId(row.integer("id")), row.instant("next_fire_at")));
    Map<ProjectId, Integer> models = byProject(ProjectActivityStatements.MODELS, values, row -> row.integer("models"));
    return projects.stream().filter(ours::containsKey).map(id -> {
      Listed listed = ours.get(id);
      return new ProjectActivity(id, runs.getOrDefault(id, List.of()), Optional.ofNullable(firings.get(id)), underWay.getOrDefault(id, 0),
          listed.ever() || models.containsKey(id) ? Optional.of(models.getOrDefault(id, 0)) : Optional.empty(),
          listed.commit(), listed.newest());
    }).toList();
  }

  private Map<ProjectId, List<LastRun>> lastRuns(Values values, int projects) {
    return session.all(ProjectActivityStatements.lastRuns(projects), values, row -> Map.entry(projectOf(row), lastRun(row))).stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().id().value()))
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private <T> Map<ProjectId, T> byProject(Sql sql, Values values, Function<Row, T> read) {
    return session.all(sql, values, row -> Map.entry(projectOf(row), read.apply(row))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static ProjectId projectOf(Row row) {
    return new ProjectId(row.integer("dbt_project_id"));
  }

  private static LastRun lastRun(Row row) {
    return new LastRun(new RunId(row.integer("id")), RunStatus.named(row.text("status")), RunType.valueOf(row.text("run_type")),
        DbtCommand.named(row.text("command")), row.instant("queued_at"), row.optionalInstant("started_at"),
        row.optionalInstant("finished_at"), row.optionalText("commit_hash"), row.optionalNumber("failed").map(Math::toIntExact));
  }

  private static Listed listed(Row row) {
    Optional<LastRefresh> newest = row.optionalNumber("id").map(id -> new LastRefresh(new RefreshId(Math.toIntExact(id)),
        RefreshState.valueOf(row.text("state")), row.optionalText("failure_code").map(FailureCode::stored),
        row.optionalInstant("finished_at").orElseGet(() -> row.instant("requested_at"))));
    return new Listed(row.optionalNumber("kept").isPresent(), row.optionalText("commit_hash"), newest);
  }

  /** @param ever whether a refresh has listed its models yet @param commit that they are of */
  private record Listed(boolean ever, Optional<String> commit, Optional<LastRefresh> newest) {}
}
