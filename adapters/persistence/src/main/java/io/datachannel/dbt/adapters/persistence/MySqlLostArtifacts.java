package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.LostArtifacts;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunWarning;

/** The column {@code artifacts_lost} of {@code log_dbt_project_run}, and one more of its warnings. */
public final class MySqlLostArtifacts implements LostArtifacts {
  private static final String ADD_TO = """
      update ${logs}.log_dbt_project_run
      set artifacts_lost = json_array_append(coalesce(artifacts_lost, json_array()), '$', :name),
          warnings = json_array_append(coalesce(warnings, json_array()), '$', json_object('code', :code, 'message', :message))
      where id = :run and (artifacts_lost is null or json_contains(artifacts_lost, json_quote(:name)) = 0)
      """;
  private static final Sql ADD = new Sql("lostArtifacts.add", ADD_TO);
  private static final Sql ADD_HELD = new Sql("lostArtifacts.addHeld", ADD_TO + " and lease_owner = :owner and fencing_number = :fencing_number");

  private final Session session;

  public MySqlLostArtifacts(Database database) {
    this.session = database.session();
  }

  @Override
  public void record(RunId run, String name, String reason) {
    session.change(ADD, of(Values.of("run", run.value()), name, reason));
  }

  @Override
  public void record(RunId run, Lease lease, String name, String reason) {
    session.change(ADD_HELD, of(Leases.held(run, lease), name, reason));
  }

  private static Values of(Values run, String name, String reason) {
    return run.with("name", name)
        .with("code", RunWarning.Code.ARTIFACT_GIVEN_UP).with("message", ColumnText.text(reason));
  }
}
