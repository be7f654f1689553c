package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.application.schedules.DueProject;
import io.datachannel.dbt.application.schedules.DueProjects;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.ProjectSchedules;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.ProjectModels;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Projects with their schedules and firings, with as many statements for many as for one. */
public final class MySqlDueProjects implements DueProjects {
  private final Session session;
  private final MySqlCollections collections;
  private final CronReader cron;

  public MySqlDueProjects(Database database, CronReader cron) {
    this.session = database.session();
    this.collections = new MySqlCollections(database);
    this.cron = cron;
  }

  /** The locks first, then what is behind them, as with every project. */
  @Override
  public List<DueProject> lock(List<OfProject> projects) {
    List<Integer> locked = session.all(DueProjectStatements.LOCK, of(projects.stream().map(one -> one.project().value()).toList()),
            row -> new OfProject(new AccountId(row.number("account_id")), new ProjectId(row.integer("id")))).stream()
        .filter(projects::contains).map(one -> one.project().value()).toList();
    return locked.isEmpty() ? List.of() : read(locked);
  }

  private List<DueProject> read(List<Integer> locked) {
    Values values = of(locked);
    Map<ProjectId, List<ScheduleRecord>> schedules = byProject(
        session.all(DueProjectStatements.SCHEDULES, values, row -> ScheduleRows.read(row, cron)), row -> row.schedule().project());
    Map<ProjectId, List<FiringRecord>> waiting = byProject(
        session.all(DueProjectStatements.WAITING, values, MySqlFiringLog::read), FiringRecord::project);
    Map<ProjectId, Set<String>> models = models(schedules);
    Map<ScheduleId, Instant> last = new HashMap<>();
    session.all(DueProjectStatements.LAST, values, row -> Map.entry(new ScheduleId(row.integer("id")), row.optionalInstant("last")))
        .forEach(entry -> entry.getValue().ifPresent(at -> last.put(entry.getKey(), at)));
    return session.all(DueProjectStatements.PROJECTS, values, MySqlProjects::read).stream().map(project -> {
      List<ScheduleRecord> own = schedules.getOrDefault(project.id(), List.of());
      return new DueProject(new ProjectSchedules(project, own, models(project, own, models.getOrDefault(project.id(), Set.of()))),
          waiting.getOrDefault(project.id(), List.of()), last);
    }).toList();
  }

  /** A schedule on all models that is the only one governs all of them, whatever they are. */
  private Map<ProjectId, Set<String>> models(Map<ProjectId, List<ScheduleRecord>> schedules) {
    List<Integer> asked = schedules.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1 || !(entry.getValue().getFirst().schedule().target() instanceof ScheduleTarget.AllModels))
        .map(entry -> entry.getKey().value()).sorted().toList();
    return asked.isEmpty() ? Map.of() : session.all(DueProjectStatements.MODELS, of(asked),
            row -> Map.entry(new ProjectId(row.integer("dbt_project_id")), row.text("unique_id"))).stream()
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  private ProjectModels models(Project project, List<ScheduleRecord> schedules, Set<String> models) {
    boolean asked = schedules.stream().map(row -> row.schedule().target()).anyMatch(MySqlDueProjects::isOnCollection);
    return new ProjectModels(models, asked
        ? collections.all(project.account(), project.id()).stream().map(CollectionRecord::whole).toList() : List.of());
  }

  private static boolean isOnCollection(ScheduleTarget target) {
    return switch (target) {
      case ScheduleTarget.AllModels _, ScheduleTarget.Models _ -> false;
      case ScheduleTarget.WholeCollection _, ScheduleTarget.PartOfCollection _ -> true;
    };
  }

  @Override
  public void keep(List<FiringRecord> firings, List<ScheduleRecord> plans) {
    session.addAll(FiringStatements.ADD, firings.stream().map(MySqlFiringLog::values).toList());
    session.changeAll(DueProjectStatements.PLAN, plans.stream().map(plan -> Values.of("id", plan.id().value())
        .with("next_fire_at", plan.nextFireAt()).with("handled_until", plan.handledUntil())).toList(), new Values());
  }

  private static <T> Map<ProjectId, List<T>> byProject(List<T> rows, Function<T, ProjectId> project) {
    return rows.stream().collect(Collectors.groupingBy(project));
  }

  private static Values of(List<Integer> projects) {
    return new Values().withAll("projects", projects);
  }
}
