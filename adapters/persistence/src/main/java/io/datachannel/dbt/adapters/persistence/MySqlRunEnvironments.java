package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunWarning;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** The columns {@code environment_lock} and {@code warnings} of {@code log_dbt_project_run}. */
public final class MySqlRunEnvironments implements RunEnvironments {
  private final Session session;

  public MySqlRunEnvironments(Database database) {
    this.session = database.session();
  }

  private record Ran(ProjectId project, Optional<String> lock, List<RunWarning> warnings) {}

  @Override
  public Optional<RunEnvironment> find(AccountId account, RunId run) {
    return session.one(RunEnvironmentStatements.FIND, Values.of("run", run.value()).with("account", account.value()), row -> new Ran(
            new ProjectId(row.integer("dbt_project_id")), row.optionalText("environment_lock"),
            row.optionalText("warnings").map(MySqlRunEnvironments::warnings).orElse(List.of())))
        .map(ran -> new RunEnvironment(ran.lock(), green(account, ran.project(), run.value()), ran.warnings()));
  }

  @Override
  public Optional<GreenRun> lastGreen(AccountId account, ProjectId project) {
    return green(account, project, Integer.MAX_VALUE);
  }

  private Optional<GreenRun> green(AccountId account, ProjectId project, int before) {
    return session.one(RunEnvironmentStatements.GREEN,
        Values.of("account", account.value()).with("project", project.value()).with("before", before),
        row -> new GreenRun(new RunId(row.integer("id")), row.text("environment_lock")));
  }

  /** What the column holds: nothing for none. */
  static Optional<String> json(List<RunWarning> warnings) {
    JsonArrayBuilder array = JsonText.JSON.createArrayBuilder();
    warnings.forEach(warning -> array.add(JsonText.JSON.createObjectBuilder().add("code", warning.code().name()).add("message", warning.message())));
    return warnings.isEmpty() ? Optional.empty() : Optional.of(array.build().toString());
  }

  private static List<RunWarning> warnings(String text) {
    try (JsonReader reader = JsonText.JSON.createReader(new StringReader(text))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream()
          .flatMap(object -> RunWarning.Code.stored(object.getString("code")).map(code -> new RunWarning(code, object.getString("message"))).stream())
          .toList();
    }
  }
}
