package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.adapters.rest.steps.StepView;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * A project as the API shows it.
 *
 * @param projectPath empty for the root of the repository
 * @param command     what runs and schedules do that name neither command nor steps; absent when there are steps
 * @param steps       absent when the command says all
 * @param target      absent for the standard one, prod
 * @param schema      absent for that of the warehouse
 */
public record ProjectView(
    int id,
    String uuid,
    String status,
    String name,
    long warehouseId,
    int credentialId,
    String repositoryUrl,
    String branch,
    String dbtVersion,
    String projectPath,
    Optional<String> packagesPath,
    List<String> arguments,
    int threads,
    long timeoutSeconds,
    Optional<String> command,
    Optional<List<StepView>> steps,
    JsonObject vars,
    Optional<String> target,
    Optional<String> schema,
    boolean autoRefresh,
    String notificationLevel) {
  /** The answer that shows a project, with the tag of its revision. */
  static Response tagged(Project project) {
    return Response.ok(of(project)).header(HttpHeaders.ETAG, IfMatch.tag(project.revision())).build();
  }

  static ProjectView of(Project project) {
    ProjectDefinition definition = project.definition();
    ProjectSettings settings = definition.settings();
    return new ProjectView(project.id().value(), project.uuid(), project.status().name(), definition.name(),
        definition.warehouse().value(), definition.credential().value(), definition.source().repository().value(),
        definition.source().branch().value(), settings.dbtVersion().toString(), settings.projectPath().value(),
        settings.requirements().map(RelativePath::value), settings.arguments().words(), settings.threads(),
        settings.timeout().toSeconds(), settings.defaults().command(), stepsOf(settings), parsed(settings.defaults().vars()),
        settings.defaults().target(), settings.defaults().schema(), settings.autoRefresh(), definition.notificationLevel().name());
  }

  private static Optional<List<StepView>> stepsOf(ProjectSettings settings) {
    return settings.defaults().command().isPresent() ? Optional.empty() : Optional.of(StepView.of(settings.defaults().steps()));
  }

  private static JsonObject parsed(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
