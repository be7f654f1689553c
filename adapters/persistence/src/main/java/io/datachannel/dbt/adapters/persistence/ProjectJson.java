package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.DbtDefaults;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code dbt_projects.configuration_json} and {@code configured_dbt_models.model_json} hold. */
final class ProjectJson {
  private ProjectJson() {}

  static String of(ProjectSettings settings) {
    JsonObjectBuilder json = JsonText.JSON.createObjectBuilder()
        .add("dbtVersion", settings.dbtVersion().toString())
        .add("projectPath", settings.projectPath().value())
        .add("arguments", JsonText.array(settings.arguments().words()))
        .add("threads", settings.threads())
        .add("timeoutSeconds", settings.timeout().toSeconds());
    DbtDefaults defaults = settings.defaults();
    defaults.command().ifPresentOrElse(command -> json.add("command", command), () -> json.add("steps", StepsJson.ofWords(defaults.steps())));
    json.add("vars", JsonText.object(defaults.vars())).add("autoRefresh", settings.autoRefresh());
    defaults.target().ifPresent(name -> json.add("target", name));
    defaults.schema().ifPresent(name -> json.add("schema", name));
    settings.requirements().ifPresent(path -> json.add("requirements", path.value()));
    return json.build().toString();
  }

  /** Projects that were kept before they had defaults have the standard ones. */
  static ProjectSettings settings(String text) {
    JsonObject json = JsonText.object(text);
    return new ProjectSettings(
        DbtVersion.stored(json.getString("dbtVersion")),
        new RelativePath(json.getString("projectPath")),
        optional(json, "requirements").map(RelativePath::new),
        new DbtArguments(JsonText.strings(json.getJsonArray("arguments"))),
        json.getInt("threads"),
        Duration.ofSeconds(json.getInt("timeoutSeconds")),
        defaults(json),
        json.getBoolean("autoRefresh", true));
  }

  private static DbtDefaults defaults(JsonObject json) {
    List<StepWords> steps = json.containsKey("steps") ? StepsJson.words(json.getJsonArray("steps"))
        : optional(json, "command").map(StepWords::new).map(List::of).orElse(DbtDefaults.STANDARD.steps());
    return new DbtDefaults(steps,
        Optional.ofNullable(json.getJsonObject("vars")).map(JsonObject::toString).orElse(DbtVars.NONE),
        optional(json, "target"), optional(json, "schema"));
  }

  static String of(Model model) {
    JsonObjectBuilder json = JsonText.JSON.createObjectBuilder()
        .add("uniqueId", model.uniqueId())
        .add("resourceType", model.resourceType().dbtName())
        .add("name", model.name())
        .add("fqn", JsonText.array(model.fqn()))
        .add("path", model.path())
        .add("dependsOn", JsonText.array(model.dependsOn()))
        .add("tags", JsonText.array(model.tags()))
        .add("description", model.description())
        .add("checksum", model.checksum());
    model.materialized().ifPresent(word -> json.add("materialized", word));
    model.relation().ifPresent(relation -> json.add("relation", JsonText.JSON.createObjectBuilder()
        .add("database", relation.database())
        .add("schema", relation.schema())
        .add("identifier", relation.identifier())));
    return json.build().toString();
  }

  /** Rows that were written before relations, descriptions and checksums were kept have none. */
  static Model model(String text) {
    JsonObject json = JsonText.object(text);
    return new Model(
        json.getString("uniqueId"),
        ResourceType.named(json.getString("resourceType")).orElseThrow(),
        json.getString("name"),
        JsonText.strings(json.getJsonArray("fqn")),
        json.getString("path"),
        optional(json, "materialized"),
        JsonText.strings(json.getJsonArray("dependsOn")),
        JsonText.strings(json.getJsonArray("tags")),
        Optional.ofNullable(json.getJsonObject("relation")).map(ProjectJson::relation),
        json.getString("description", ""),
        json.getString("checksum", ""));
  }

  private static Relation relation(JsonObject json) {
    return new Relation(json.getString("database"), json.getString("schema"), json.getString("identifier"));
  }

  private static Optional<String> optional(JsonObject json, String name) {
    return json.containsKey(name) ? Optional.of(json.getString(name)) : Optional.empty();
  }
}
