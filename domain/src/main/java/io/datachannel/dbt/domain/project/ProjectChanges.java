package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells in which properties two versions of a project differ. */
public final class ProjectChanges {
  private ProjectChanges() {}

  /** In the order in which the API shows the properties. */
  public static List<PropertyChange> between(Project before, Project after) {
    return between(properties(before), properties(after));
  }

  /** The members whose values differ; both maps have the same keys or lack those that have no value. */
  public static List<PropertyChange> between(Map<String, String> before, Map<String, String> after) {
    Map<String, String> all = new LinkedHashMap<>(before);
    after.forEach(all::putIfAbsent);
    List<PropertyChange> changes = new ArrayList<>();
    for (String property : all.keySet()) {
      PropertyChange change = new PropertyChange(
          property, Optional.ofNullable(before.get(property)), Optional.ofNullable(after.get(property)));
      if (!change.before().equals(change.after())) {
        changes.add(change);
      }
    }
    return List.copyOf(changes);
  }

  private static Map<String, String> properties(Project project) {
    ProjectDefinition definition = project.definition();
    ProjectSettings settings = definition.settings();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("status", project.status().name());
    properties.put("name", definition.name());
    properties.put("warehouseId", Long.toString(definition.warehouse().value()));
    properties.put("credentialId", Integer.toString(definition.credential().value()));
    properties.put("repositoryUrl", definition.source().repository().value());
    properties.put("branch", definition.source().branch().value());
    properties.put("dbtVersion", settings.dbtVersion().toString());
    properties.put("projectPath", settings.projectPath().value());
    settings.requirements().map(RelativePath::value).ifPresent(path -> properties.put("packagesPath", path));
    properties.put("arguments", String.join(" ", settings.arguments().words()));
    properties.put("threads", Integer.toString(settings.threads()));
    properties.put("timeoutSeconds", Long.toString(settings.timeout().toSeconds()));
    settings.defaults().command().ifPresentOrElse(command -> properties.put("command", command),
        () -> properties.put("steps", StepWords.text(settings.defaults().steps())));
    properties.put("vars", settings.defaults().vars());
    settings.defaults().target().ifPresent(name -> properties.put("target", name));
    settings.defaults().schema().ifPresent(name -> properties.put("schema", name));
    properties.put("autoRefresh", Boolean.toString(settings.autoRefresh()));
    properties.put("notificationLevel", definition.notificationLevel().name());
    return properties;
  }
}
