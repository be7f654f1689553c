package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.pipelines.Pipelines;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks what a user gives to set a schedule against what there is, and finds the models that it names. */
public final class CheckDefinition {
  /** Whatever others are set, a schedule comes to run some models, or all but some. */
  private static final ModelSelection SOME = new ModelSelection.SelectedModels(List.of("model.of.some"));

  private final ModelCatalog catalog;
  private final Pipelines pipelines;

  public CheckDefinition(ModelCatalog catalog, Pipelines pipelines) {
    this.catalog = catalog;
    this.pipelines = pipelines;
  }

  /**
   * @return the same with unique_ids
   * @throws InvalidInput with the path of the field at fault
   */
  ScheduleDefinition checked(ProjectSchedules now, ScheduleDefinition given) {
    checkPipelines(now.project(), given.timing().cadence());
    checkWork(now.project(), given.work());
    return new ScheduleDefinition(target(now, given.target()), given.timing(), given.work());
  }

  /** @return unique_ids; those that are no names of models are taken as they are, since a schedule may be on one that is gone */
  List<String> uniqueIds(Project project, List<String> names) {
    if (names.isEmpty() || names.size() > NamedModels.MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "models", "'models' must name 1 to " + NamedModels.MOST + " models.");
    }
    List<Model> known = catalog.list(project.account(), project.id());
    return names.stream().flatMap(name -> {
      Set<String> found = known.stream().filter(NamedModels::isBuilt).filter(model -> model.name().equals(name)).map(Model::uniqueId)
          .collect(Collectors.toCollection(TreeSet::new));
      return found.isEmpty() ? Stream.of(name) : found.stream();
    }).distinct().toList();
  }

  private ScheduleTarget target(ProjectSchedules now, ScheduleTarget given) {
    return switch (given) {
      case ScheduleTarget.AllModels all -> all;
      case ScheduleTarget.Models models -> new ScheduleTarget.Models(named(now, given, "target.models", models.uniqueIds()));
      case ScheduleTarget.WholeCollection whole -> {
        checkCollection(now, whole.collection());
        yield whole;
      }
      case ScheduleTarget.PartOfCollection part -> {
        checkCollection(now, part.collection());
        yield new ScheduleTarget.PartOfCollection(part.collection(), named(now, given, "target.without", part.without()));
      }
    };
  }

  /** What a schedule of the project names already need not be there any more: changing its time is no reason to look at that again. */
  private Set<String> named(ProjectSchedules now, ScheduleTarget given, String field, Set<String> names) {
    if (now.schedules().stream().anyMatch(schedule -> schedule.target().equals(given))) {
      return names;
    }
    return Set.copyOf(NamedModels.uniqueIds(field, List.copyOf(names), catalog.list(now.project().account(), now.project().id())));
  }

  private static void checkCollection(ProjectSchedules now, CollectionId id) {
    if (now.models().collections().stream().noneMatch(collection -> collection.id().equals(id))) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "target.collectionId",
          "There is no collection " + id.value() + " in this project; add it first and give its id.");
    }
  }

  private void checkPipelines(Project project, Cadence cadence) {
    if (cadence instanceof Cadence.AfterPipelines after) {
      Set<PipelineId> known = pipelines.known(project.account(), after.pipelines());
      String unknown = after.pipelines().stream().filter(pipeline -> !known.contains(pipeline))
          .map(pipeline -> Long.toString(pipeline.value())).collect(Collectors.joining(", "));
      if (!unknown.isEmpty()) {
        throw new InvalidInput(FailureCode.FIELD_INVALID, "cadence.pipelines", "This account has no pipeline " + unknown + ".");
      }
    }
  }

  private static void checkWork(Project project, ScheduledWork work) {
    work.order(SOME, project.definition().settings()).checked();
  }
}
