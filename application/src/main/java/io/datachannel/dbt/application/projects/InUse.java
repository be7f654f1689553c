package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses to delete what projects are built on. */
public final class InUse {
  private static final int MOST_NAMED = 20;

  private InUse() {}

  /**
   * @param kind the word for the thing, for example warehouse
   * @throws Rejected with IN_USE naming the projects, when there are any
   */
  public static void check(String kind, long id, List<Project> projects) {
    if (projects.isEmpty()) {
      return;
    }
    String names = projects.stream().limit(MOST_NAMED).map(InUse::named).collect(Collectors.joining(", "));
    String more = projects.size() > MOST_NAMED ? " and " + (projects.size() - MOST_NAMED) + " more" : "";
    throw new Rejected(Failure.of(FailureCode.IN_USE, "The " + kind + " " + id + " is used by " + names + more
        + ". Give these projects another " + kind + ", or delete them with ?purge=true, and try again."));
  }

  private static String named(Project project) {
    return "project " + project.id().value() + " '" + project.definition().name() + "'"
        + (project.status() == ProjectStatus.DELETED ? " (deleted, not purged)" : "");
  }
}
