package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.steps.StepView;
import io.datachannel.dbt.adapters.rest.steps.StepsBody;
import io.datachannel.dbt.adapters.rest.steps.VarsBody;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.DbtDefaults;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what a user gives to add a project (specification, step 3: "Project Configuration"). */
final class ProjectBody {
  /** The ids of warehouses are {@code INT UNSIGNED} in the specification's tables. */
  private static final long HIGHEST_WAREHOUSE = 4_294_967_295L;
  private static final Set<String> READ_BY_DBT = Set.of("packages.yml", "dependencies.yml", "package-lock.yml");

  private ProjectBody() {}

  /** @param publicCredential asked for when the body names no credential */
  static ProjectDefinition definition(JsonBody body, Supplier<CredentialId> publicCredential) {
    body.rejectUnknown("name", "warehouseId", "credentialId", "repositoryUrl", "branch", "dbtVersion", "projectPath", "packagesPath",
        "arguments", "threads", "timeoutSeconds", "command", "steps", "vars", "target", "schema", "autoRefresh", "notificationLevel");
    String name = body.requiredText("name");
    WarehouseId warehouse = new WarehouseId(body.requiredWhole("warehouseId", 1, HIGHEST_WAREHOUSE));
    Optional<CredentialId> credential = body.optionalInt("credentialId", 1, Integer.MAX_VALUE).map(CredentialId::new);
    Source source = new Source(
        RepositoryUrl.of(body.requiredText("repositoryUrl")), BranchName.of(body.requiredText("branch")));
    ProjectSettings settings = settings(body);
    NotificationLevel level =
        body.optionalChoice("notificationLevel", NotificationLevel.class).orElse(NotificationLevel.ERROR);
    return new ProjectDefinition(name, warehouse, credential.orElseGet(publicCredential), source, settings, level);
  }

  private static ProjectSettings settings(JsonBody body) {
    List<DbtStep> steps = StepsBody.read(body);
    DbtDefaults defaults = new DbtDefaults(
        steps.isEmpty() ? DbtDefaults.STANDARD.steps() : steps.stream().map(DbtStep::words).toList(),
        VarsBody.read(body), body.optionalText("target"), body.optionalText("schema"));
    ProjectSettings settings = new ProjectSettings(
        body.optionalText("dbtVersion").map(DbtVersion::of).orElseGet(DbtVersion::standard),
        body.optionalText("projectPath").map(path -> RelativePath.of("projectPath", path)).orElse(RelativePath.HERE),
        body.optionalText("packagesPath").map(ProjectBody::requirements),
        body.optionalTextList("arguments").map(DbtArguments::of).orElse(DbtArguments.NONE),
        body.optionalInt("threads", 1, 64).orElse(ProjectSettings.STANDARD_THREADS),
        body.optionalInt("timeoutSeconds", 1, 86_400).map(Duration::ofSeconds).orElse(ProjectSettings.STANDARD_TIMEOUT),
        defaults, body.optionalBoolean("autoRefresh").orElse(true)).checked();
    // As a run of all models that says no more.
    ScheduledWork.STANDARD.order(new ModelSelection.AllModels(), settings).checked();
    return settings;
  }

  /** A merge patch on a project. */
  static ProjectDefinition patched(JsonBody patch, Project current, Supplier<CredentialId> publicCredential) {
    return definition(patch.patching(StepsBody.base(patch, json(current))), publicCredential);
  }

  /** What a user would give to get this project. */
  private static JsonObject json(Project project) {
    ProjectView view = ProjectView.of(project);
    JsonObjectBuilder json = Json.createObjectBuilder()
        .add("name", view.name())
        .add("warehouseId", view.warehouseId())
        .add("credentialId", view.credentialId())
        .add("repositoryUrl", view.repositoryUrl())
        .add("branch", view.branch())
        .add("dbtVersion", view.dbtVersion())
        .add("arguments", Json.createArrayBuilder(view.arguments()))
        .add("threads", view.threads())
        .add("timeoutSeconds", view.timeoutSeconds())
        .add("vars", view.vars())
        .add("autoRefresh", view.autoRefresh())
        .add("notificationLevel", view.notificationLevel());
    view.command().ifPresent(command -> json.add("command", command));
    view.steps().ifPresent(steps -> json.add("steps", StepView.json(steps)));
    view.target().ifPresent(name -> json.add("target", name));
    view.schema().ifPresent(name -> json.add("schema", name));
    if (!view.projectPath().isEmpty()) {
      json.add("projectPath", view.projectPath());
    }
    view.packagesPath().ifPresent(path -> json.add("packagesPath", path));
    return json.build();
  }

  private static RelativePath requirements(String text) {
    RelativePath path = RelativePath.of("packagesPath", text);
    String file = path.value().substring(path.value().lastIndexOf('/') + 1);
    if (READ_BY_DBT.contains(file)) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "packagesPath", "'packagesPath' is for Python packages, for example "
          + "requirements.txt; dbt reads packages.yml and dependencies.yml beside dbt_project.yml by itself, so leave it out.");
    }
    if (!file.endsWith(".txt")) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "packagesPath",
          "'packagesPath' must name a file of Python requirements that ends with .txt, for example requirements.txt.");
    }
    return path;
  }
}
