package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.runs.RunTimeline.Span;
import io.datachannel.dbt.application.runs.RunTimelines;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The column {@code timeline} of {@code log_dbt_project_run}: an array of the steps, with durations in microseconds. */
public final class MySqlRunTimelines implements RunTimelines {
  private final Session session;

  public MySqlRunTimelines(Database database) {
    this.session = database.session();
  }

  @Override
  public int record(RunId run, Lease lease, RunTimeline timeline) {
    return session.put(RunTimelineStatements.SET, Leases.held(run, lease).with("timeline", json(timeline))
        .with("step_results", timeline.dbtSteps().isEmpty() ? Optional.empty() : Optional.of(StepsJson.ofResults(timeline.dbtSteps()))));
  }

  @Override
  public int recordSteps(RunId run, Lease lease, List<StepResult> steps) {
    return session.put(RunTimelineStatements.SET_STEPS, Leases.held(run, lease).with("step_results", StepsJson.ofResults(steps)));
  }

  @Override
  public Optional<RunTimeline> find(AccountId account, RunId run) {
    return session.one(RunTimelineStatements.FIND, Values.of("run", run.value()).with("account", account.value()),
        row -> row.optionalText("timeline").map(text -> timeline(text, StepsJson.results(row.optionalText("step_results"))))).flatMap(found -> found);
  }

  private static String json(RunTimeline timeline) {
    var spans = JsonText.JSON.createArrayBuilder();
    timeline.spans().forEach(span -> {
      JsonObjectBuilder object = JsonText.JSON.createObjectBuilder().add("step", span.step().name())
          .add("started_at", span.startedAt().toString()).add("micros", Leases.micros(span.took()));
      span.firstNodeAfter().ifPresent(first -> object.add("first_node_micros", Leases.micros(first)));
      spans.add(object);
    });
    return spans.build().toString();
  }

  private static RunTimeline timeline(String text, List<StepResult> steps) {
    try (JsonReader reader = JsonText.JSON.createReader(new StringReader(text))) {
      return new RunTimeline(reader.readArray().getValuesAs(JsonObject.class).stream().map(MySqlRunTimelines::span).toList(), steps);
    }
  }

  private static Span span(JsonObject object) {
    return new Span(RunTimeline.Step.valueOf(object.getString("step")), Instant.parse(object.getString("started_at")),
        micros(object, "micros"), object.containsKey("first_node_micros") ? Optional.of(micros(object, "first_node_micros")) : Optional.empty());
  }

  private static Duration micros(JsonObject object, String member) {
    return Duration.ofNanos(object.getJsonNumber(member).longValueExact() * 1000);
  }
}
