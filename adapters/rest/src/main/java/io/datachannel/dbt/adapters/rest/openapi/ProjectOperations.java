package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.standard;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.whole;

import io.datachannel.dbt.adapters.rest.environments.ProjectEnvironmentView;
import io.datachannel.dbt.adapters.rest.projects.ProjectHistoryResource.ChangeView;
import io.datachannel.dbt.adapters.rest.projects.ProjectView;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshView;
import io.datachannel.dbt.adapters.rest.versions.DbtVersionsResource.DbtVersionsView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.NotificationLevel;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What is said of projects. */
final class ProjectOperations {
  private static final JsonObject DEFINITION = closed(
      required("name", text(255), "What people call it."),
      required("warehouseId", whole(1, Schemas.UNSIGNED), "Where its models are built."),
      optional("credentialId", whole(1, Integer.MAX_VALUE), "What opens its repository; a public one needs none."),
      required("repositoryUrl", text(2000), "https, without user, token or query."),
      required("branch", text(255), "Each run takes its newest commit."),
      optional("dbtVersion", standard(text(16), DbtVersion.standard().toString()),
          "Of dbt-core: a line such as 1.11, which means its newest known patch, or an exact version."),
      optional("projectPath", text(1024), "The folder of dbt_project.yml in the repository; its root when this is left out."),
      optional("packagesPath", text(1024), "A file of Python requirements in the project's folder."),
      optional("arguments", DbtWords.ARGUMENTS, "Options of dbt for each run, word by word."),
      optional("threads", standard(whole(1, 64), 4), "How many nodes dbt builds at once."),
      optional("timeoutSeconds", whole(1, 86_400), "How long a run may take."),
      optional("notificationLevel", standard(Schemas.namesOf(NotificationLevel.class), "ERROR"), "Which results are told."));
  private static final FailureCode[] BAD = {FailureCode.REPOSITORY_URL_REFUSED, FailureCode.PROJECT_PATH_INVALID,
      FailureCode.DBT_VERSION_UNKNOWN, FailureCode.DBT_VERSION_UNSUITABLE, FailureCode.ARGUMENT_CONFLICT, FailureCode.ARGUMENT_FORBIDDEN, FailureCode.ARGUMENT_INVALID,
      FailureCode.ARGUMENT_UNKNOWN};

  private ProjectOperations() {}

  static Group group() {
    return Group.of("Projects", "dbt projects: a repository, a warehouse, and how dbt is called.",
        Operation.of("GET dbt-versions", "listDbtVersions", "List the versions of dbt-core")
            .says("Newest line first, with the adapter that goes with it on each type of warehouse; and why others cannot be had.")
            .answers(200, DbtVersionsView.class),
        Operation.of("GET projects", "listProjects", "List the projects").says("Without the deleted ones.")
            .answers(200, Lists.items(ProjectView.class)),
        Operation.of("POST projects", "addProject", "Add a project").takes(DEFINITION).once().refuses(BAD)
            .answers(201, ProjectView.class).tagged().located(),
        Operation.of("GET projects/{id}", "getProject", "Read a project").answers(200, ProjectView.class).tagged(),
        Operation.of("PUT projects/{id}", "replaceProject", "Replace a project").takes(DEFINITION).ifMatch().refuses(BAD)
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(200, ProjectView.class).tagged(),
        Operation.of("PATCH projects/{id}", "patchProject", "Change some of a project").patches(Schemas.patchOf(DEFINITION)).ifMatch()
            .refuses(BAD).refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(200, ProjectView.class).tagged(),
        Operation.of("DELETE projects/{id}", "deleteProject", "Delete a project")
            .says("Its runs are stopped; it and they can still be read. A purge takes all of it away as soon as nothing of it runs, "
                + "and needs the role ADMIN.")
            .with("purge", standardFlag(), "Whether rows, logs, environment and mirror go, too.")
            .ifMatch().answers(200, ProjectView.class).tagged().answers(202, ProjectView.class).tagged(),
        Operation.of("POST projects/{id}/pause", "pauseProject", "Pause a project")
            .says("Until it is resumed, no schedule starts a run; users still may.")
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(200, ProjectView.class).tagged(),
        Operation.of("POST projects/{id}/resume", "resumeProject", "Resume a project")
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(200, ProjectView.class).tagged(),
        Operation.of("GET projects/{id}/environment", "getProjectEnvironment", "List the Python packages that a project has")
            .says("They were resolved once for what the project asks for, and stay so until that changes, or an upgrade is asked for.")
            .answers(200, ProjectEnvironmentView.class),
        Operation.of("POST projects/{id}/environment/upgrade", "upgradeEnvironment", "Resolve the environment of a project anew")
            .says("The newest packages that go with what the project asks for are installed, by a refresh, which shows whether the project can be "
                + "read with them. Where they cannot be had, the environment stays as it was, and `upgrade` of the environment says why.")
            .once().refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(202, RefreshView.class).located(),
        Operation.of("GET projects/{id}/history", "listProjectChanges", "List the changes of a project")
            .says("Newest first; changes of its warehouse and its credential, too.").answers(200, Lists.items(ChangeView.class)));
  }

  private static JsonObject standardFlag() {
    return Schemas.with(Schemas.flag(), "default", JsonValue.FALSE);
  }
}
