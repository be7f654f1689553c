package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.standard;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.whole;

import io.datachannel.dbt.adapters.rest.environments.ProjectEnvironmentView;
import io.datachannel.dbt.adapters.rest.projects.ProjectActivityView;
import io.datachannel.dbt.adapters.rest.projects.ProjectHistoryResource.ChangeView;
import io.datachannel.dbt.adapters.rest.projects.ProjectHistoryResource.ProjectChangeView;
import io.datachannel.dbt.adapters.rest.projects.ProjectView;
import io.datachannel.dbt.adapters.rest.projects.VariableView;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshView;
import io.datachannel.dbt.adapters.rest.versions.DbtVersionsResource.DbtVersionsView;
import io.datachannel.dbt.adapters.rest.webhooks.WebhookView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.VariableName;
import jakarta.json.Json;
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
      optional("command", standard(DbtWords.COMMAND, "build"), "What runs and schedules do that name no command; the short form of one step."),
      optional("steps", DbtWords.STEPS, "Calls of dbt, one after the other. A step that fails ends the run. Not together with `command`."),
      optional("vars", Schemas.anyObject(), "dbt's vars, under those of a run or a schedule; at most 32,768 characters."),
      optional("target", target(), "`target.name` in the project's code; prod when left out."),
      optional("schema", text(255), "Where models are built, in the place of the warehouse's schema."),
      optional("autoRefresh", Schemas.with(Schemas.flag(), "default", JsonValue.TRUE),
          "Whether the models are read anew when the branch has moved."),
      optional("notificationLevel", standard(Schemas.namesOf(NotificationLevel.class), "ERROR"), "Which results are told."));
  private static final JsonObject VARIABLE = Schemas.with(Schemas.anyText(100), "pattern", Json.createValue("^DBT_[A-Z0-9_]+$"));
  private static final String NAMED = "`DBT_` and A-Z, 0-9, `_`.";
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
        Operation.of("GET projects/activity", "listProjectActivity", "List what goes on in the projects")
            .says("In the order of the projects, without the deleted ones. Of each the last 20 runs, how many wait or are carried out, the next "
                + "firing that is planned, how many models it has and of which commit, and the newest refresh.")
            .answers(200, Lists.items(ProjectActivityView.class)),
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
            .says("Newest first; changes of its warehouse and its credential, too.").answers(200, Lists.items(ChangeView.class)),
        Operation.of("GET history", "listChanges", "List the changes of all projects")
            .says("Newest first; of deleted projects, too.").answers(200, Lists.items(ProjectChangeView.class)),
        Operation.of("GET projects/{id}/variables", "listVariables", "List the environment variables of a project")
            .says("By name. dbt sees them whatever it does for the project. Values of secret ones are not shown.")
            .answers(200, Lists.items(VariableView.class)).tagged(),
        Operation.of("PUT projects/{id}/variables/{variable}", "setVariable", "Set an environment variable of a project")
            .says("At most 100. One that begins with `DBT_ENV_SECRET_` is secret: its value is sealed, never shown again and kept out of logs; "
                + "dbt lets profiles and packages alone use it. Names that dbt or the service needs are refused.")
            .needs("variable", VARIABLE, NAMED, "DBT_REGION")
            .takes(closed(required("value", Schemas.text(VariableName.LONGEST_VALUE), "Text on one line; a secret of 4 characters or more.")))
            .ifMatch().refuses(FailureCode.PROJECT_NOT_ACTIVE, FailureCode.FIELD_INVALID).answers(200, Lists.items(VariableView.class)).tagged(),
        Operation.of("DELETE projects/{id}/variables/{variable}", "removeVariable", "Take an environment variable of a project away")
            .needs("variable", VARIABLE, NAMED, "DBT_REGION")
            .ifMatch().refuses(FailureCode.PROJECT_NOT_ACTIVE, FailureCode.FIELD_INVALID).answers(200, Lists.items(VariableView.class)).tagged(),
        Operation.of("GET projects/{id}/webhook", "getWebhook", "Read the webhook of a project")
            .says("Where the provider of the repository is to send its pushes.").answers(200, WebhookView.class),
        Operation.of("POST projects/{id}/webhook", "makeWebhook", "Make the webhook of a project, or another secret for it")
            .says("The secret is shown this once; a former one counts no more. Give it and the address to the provider, with pushes as the event "
                + "and JSON as the content. A push to a branch of a project of this account that lies in the same repository then refreshes that "
                + "project, when its `autoRefresh` is on.")
            .once().refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(201, WebhookView.class).located(),
        Operation.of("DELETE projects/{id}/webhook", "removeWebhook", "Take the webhook of a project away")
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answersNothing(204));
  }

  private static JsonObject target() {
    return Schemas.with(Schemas.anyText(64), "pattern", Json.createValue("^(?!(?:[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL])$)[A-Za-z_][A-Za-z0-9_-]*$"));
  }

  private static JsonObject standardFlag() {
    return Schemas.with(Schemas.flag(), "default", JsonValue.FALSE);
  }
}
