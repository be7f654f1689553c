package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.instant;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.longText;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.standard;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.whole;

import io.datachannel.dbt.adapters.rest.meta.PipelinesResource.LoadView;
import io.datachannel.dbt.adapters.rest.meta.UploadedLogsResource.LogView;
import io.datachannel.dbt.adapters.rest.runs.NodeView;
import io.datachannel.dbt.adapters.rest.runs.RunResultsResource.ErrorView;
import io.datachannel.dbt.adapters.rest.runs.RunView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/** What is said of the calls of MetaAPI. */
final class MetaOperations {
  private static final JsonObject CODE = Schemas.words(Arrays.stream(FailureCode.values()).map(FailureCode::name).toList());
  private static final JsonObject SOMETHING = Schemas.with(longText(), "minLength", Json.createValue(1));
  private static final JsonObject REPORT = closed(
      required("projectId", whole(1, Integer.MAX_VALUE), "Whose run it is."),
      optional("runType", standard(Schemas.namesOf(RunType.class), "MANUAL"), "What started it."),
      optional("models", DbtWords.MODELS, "What it builds; all when this is left out."),
      optional("command", Schemas.standard(DbtWords.COMMAND, "build"), "What dbt does."),
      optional("status", standard(Schemas.words(List.of("QUEUED", "RUNNING")), "QUEUED"), "How far it is."),
      optional("startedAt", instant(), "When it began; goes with the status RUNNING alone, and is now when left out."),
      optional("commit", text(64), "The hash of the commit."),
      optional("dbtVersion", text(32), "Of dbt-core."),
      optional("externalId", text(255), "What the reporter calls it; reported again, it is the same run."));
  private static final JsonObject COUNT = whole(0, 1_000_000);
  private static final JsonObject STATUS = closed(
      required("status", Schemas.words(Arrays.stream(RunStatus.values()).skip(1).map(RunStatus::wireName).toList()), "What it is now."),
      optional("at", instant(), "Since when; now when left out."),
      optional("counts", closed(
          optional("succeeded", COUNT, "Nodes that were built, or passed."), optional("warned", COUNT, "Tests that warned."),
          optional("failed", COUNT, "Nodes that failed."), optional("skipped", COUNT, "Nodes that others kept from being built."),
          optional("untouched", COUNT, "Nodes that were left alone on purpose.")),
          "Of a run that is over; what its reported nodes say when left out."),
      optional("failure", closed(optional("code", CODE, "Stable."), required("message", SOMETHING, "For people.")),
          "Why it failed as a whole; goes with the status FAILED alone."),
      optional("commit", text(64), "The hash of the commit."),
      optional("dbtVersion", text(32), "Of dbt-core."));
  private static final JsonObject ERROR = closed(
      optional("type", Schemas.namesOf(RunErrorType.class), "What of the run failed; follows from the code when left out."),
      optional("code", CODE, "Stable; follows from type or node when left out."),
      required("message", SOMETHING, "For people."),
      optional("traceback", longText(), "The tool's own words."),
      optional("uniqueId", SOMETHING,
          "The node at fault; left out when the run failed as a whole."));
  private static final JsonObject NODES = closed(required("models", Schemas.listOf(closed(
      required("uniqueId", text(700), "dbt's unique id; reported again, it is the same node."),
      optional("resourceType", text(64), "The first part of the unique id when left out."),
      optional("name", text(255), "The last part of the unique id when left out."),
      required("dbtStatus", text(64), "dbt's own word, for example success."),
      optional("startedAt", instant(), "When dbt began with it."),
      optional("seconds", Schemas.decimal(31_622_400), "How long it took."),
      optional("rowsAffected", whole(0, Long.MAX_VALUE), "As the warehouse says it."),
      optional("message", longText(), "dbt's own words."),
      optional("thread", longText(), "Which of dbt's threads.")), 1, 1000), "At most a thousand in one call."));

  private static final String BOUNDS = "A run has at most 20,000 nodes, 5,000 errors and 16 MB of their texts; a report that goes beyond is refused whole.";

  private MetaOperations() {}

  static List<Group> groups() {
    return List.of(Group.of("MetaAPI", "For pipelines and runners, which report what they carry out elsewhere.",
        Operation.of("POST runs", "reportRun", "Enter a run").says("200 for one whose `externalId` is known.").takes(REPORT).once()
            .refuses(FailureCode.PROJECT_NOT_ACTIVE, FailureCode.NOT_FOUND, FailureCode.RUN_STATUS_REFUSED)
            .answers(201, RunView.class).located().answers(200, RunView.class),
        Operation.of("GET runs", "listReportedRuns", "List the reported runs").says("Newest first; of each the first 50 `models` are shown.")
            .answers(200, Lists.items(RunView.class)),
        Operation.of("GET runs/{id}", "getReportedRun", "Read a run")
            .says("Any of the account; `cancelRequested` tells a reporter that a user wants it to stop.").answers(200, RunView.class),
        Operation.of("PATCH runs/{id}/status", "reportStatus", "Move a run on").takes(STATUS)
            .refuses(FailureCode.RUN_NOT_REPORTED, FailureCode.RUN_STATUS_REFUSED, FailureCode.RUN_ALREADY_FINISHED)
            .answers(200, RunView.class),
        Operation.of("POST runs/{id}/errors", "reportError", "Add an error to a run").says(BOUNDS).takes(ERROR).once()
            .refuses(FailureCode.RUN_NOT_REPORTED, FailureCode.RUN_STATUS_REFUSED, FailureCode.TOO_MANY_RESULTS).answers(201, ErrorView.class),
        Operation.of("GET runs/{id}/errors", "listReportedErrors", "List the errors of a run").says("The first 5,000.")
            .answers(200, Lists.items(ErrorView.class)),
        Operation.of("POST runs/{id}/models", "reportModels", "Add results of nodes to a run").says(BOUNDS).takes(NODES).once()
            .refuses(FailureCode.RUN_NOT_REPORTED, FailureCode.RUN_STATUS_REFUSED, FailureCode.TOO_MANY_RESULTS).answers(201, Lists.items(NodeView.class)),
        Operation.of("GET runs/{id}/models", "listReportedModels", "List what became of the nodes of a run")
            .answers(200, Lists.items(NodeView.class)),
        Operation.of("POST runs/{id}/logs", "uploadLog", "Upload the log of a run")
            .says("As it is, streamed; in the place of one that was uploaded before. One that breaks off leaves nothing.")
            .takesBytes("text/plain", "application/octet-stream")
            .refuses(FailureCode.RUN_NOT_REPORTED, FailureCode.RUN_STATUS_REFUSED, FailureCode.BODY_TOO_LARGE,
                FailureCode.UPLOAD_INCOMPLETE)
            .answers(201, LogView.class).located(),
        Operation.of("GET runs/{id}/logs", "getReportedLog", "Read the log of a run").answersFile(),
        Operation.of("POST pipelines/{id}/loaded", "reportLoad", "Say that a pipeline has loaded")
            .with("id", whole(1, Schemas.UNSIGNED), "The id of the pipeline.")
            .takes(closed(optional("loadedAt", instant(), "When; now when left out."))).once().answers(201, LoadView.class)));
  }
}
