package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.LostArtifacts;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunWarning;

/** The column {@code artifacts_lost} of {@code log_dbt_project_run}, and one more of its warnings. */
public final class MySqlLostArtifacts implements LostArtifacts {
  private static final Sql ADD = new Sql("lostArtifacts.add", """
      update ${logs}.log_dbt_project_run
      set artifacts_lost = json_array_append(coalesce(artifacts_lost, json_array()), '$', :name),
          warnings = json_array_append(coalesce(warnings, json_array()), '$', json_object('code', :code, 'message', :message))
      where id = :run and (artifacts_lost is null or json_contains(artifacts_lost, json_quote(:name)) = 0)
      """);

  private final Session session;

  public MySqlLostArtifacts(Database database) {
    this.session = database.session();
  }

  @Override
  public void record(RunId run, String name, String reason) {
    session.change(ADD, Values.of("run", run.value()).with("name", name)
        .with("code", RunWarning.Code.ARTIFACT_GIVEN_UP).with("message", ColumnText.text(reason)));
  }
}
