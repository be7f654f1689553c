package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks through the schedules of all projects for what is to be done about them. */
public interface DueSchedules {
  /** Projects with schedules that are due, the one that has waited the longest first. Nothing is locked. */
  List<OfProject> due(Instant now, int limit);

  /** When the next one is due, or was; empty when nothing is planned at all. */
  Optional<Instant> next();

  /** Locks the project's row until the end of the transaction around this call; empty while someone else holds it. */
  Optional<Project> lock(OfProject project);

  /** Projects with active schedules that fire after this pipeline, by id. */
  List<OfProject> waitingFor(AccountId account, PipelineId pipeline);

  /** Active schedules of the project that fire after this pipeline are due from then on. The caller holds the lock of the project. */
  void wake(OfProject project, PipelineId pipeline, Instant at);

  /** A project with its account. */
  record OfProject(AccountId account, ProjectId project) {}
}
