package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.whole;

import io.datachannel.dbt.adapters.rest.environments.EnvironmentView;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.runs.NodeView;
import io.datachannel.dbt.adapters.rest.runs.RunFilesResource;
import io.datachannel.dbt.adapters.rest.runs.RunFilesResource.LinkView;
import io.datachannel.dbt.adapters.rest.runs.RunResultsResource.ErrorView;
import io.datachannel.dbt.adapters.rest.runs.RunView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.StreamingOutput;

/** What is said of runs. */
final class RunOperations {
  private static final JsonObject DEMAND = closed(
      optional("command", DbtWords.COMMAND, "What dbt does; what the project says when left out."),
      optional("steps", DbtWords.STEPS, "Calls of dbt, one after the other, in the place of the project's. A step that fails ends the run. Not together with `command`."),
      optional("models", DbtWords.MODELS, "Names or unique ids, for each step; all when this is left out."),
      optional("fullRefresh", Schemas.with(Schemas.flag(), "default", JsonValue.FALSE), "Whether incremental models are built anew, by each step whose command can."),
      optional("vars", Schemas.anyObject(), "dbt's vars; they win over the project's, member by member. At most 32,768 characters."),
      optional("arguments", DbtWords.ARGUMENTS, "Options of dbt behind those of the project, word by word."),
      optional("threads", whole(1, 64), "In the place of the project's."),
      optional("timeoutSeconds", whole(1, 86_400), "In the place of the project's."));

  private static final JsonObject ARTIFACT = Schemas.words(RunFilesResource.NAMES);
  private static final String LINK = "One of the storage itself needs no token and expires soon; where the storage has none, or does not "
      + "have the file yet, it is the path of this service.";

  private static final String RETRY = "A new run, at the newest commit, of the nodes that failed or were skipped, by their unique ids, and of "
      + "selected ones that were missing and are there as of the last refresh; command, vars, arguments and the rest are those of the "
      + "run, but for the arguments that select. A run that broke off or was cancelled is asked for again as it was, as is one that "
      + "failed before dbt began, in a hook alone, or with more than 5000 nodes. Of several steps it begins with the one that failed or broke "
      + "off, and goes on with those behind it as they were ordered.";

  private RunOperations() {}

  private static Operation filtered(Operation list) {
    return list.says("Newest first; those that every filter lets through. Of each the first 50 `models` and `excludedModels` are shown.")
        .filters("status", Schemas.listOf(Schemas.wordsOf(RunStatus.class, RunStatus::wireName), 0, RunStatus.values().length),
            "Those in this status, or in one of several.")
        .filters("type", Schemas.namesOf(RunType.class), "Those of a schedule, or of a user.")
        .filters("command", Schemas.wordsOf(DbtCommand.class, DbtCommand::word), "Those whose first step does this.")
        .filters("from", Schemas.instant(), "Those queued then or later.")
        .filters("until", Schemas.instant(), "Those queued before then.")
        .filters("reported", Schemas.flag(), "Those that others carry out, or those that this service does.")
        .filters("commit", Schemas.text(64), "Those of this commit, by its full hash.");
  }

  static Group group() {
    return Group.of("Runs", "What was run and what came of it.",
        Operation.of("POST projects/{id}/runs", "requestRun", "Run a project").says("Without a body it builds everything. The accounts take turns: "
                + "the next run is of the account that has had the least so far, and within it manual runs go before scheduled ones.")
            .takes(DEMAND).once().refuses(FailureCode.PROJECT_NOT_ACTIVE, FailureCode.MODEL_UNKNOWN, FailureCode.ARGUMENT_CONFLICT,
                FailureCode.ARGUMENT_FORBIDDEN, FailureCode.ARGUMENT_INVALID, FailureCode.ARGUMENT_UNKNOWN, FailureCode.QUEUE_FULL)
            .answers(201, RunView.class).located(),
        filtered(Operation.of("GET projects/{id}/runs", "listRunsOfProject", "List the runs of a project"))
            .answers(200, Lists.items(RunView.class)),
        filtered(Operation.of("GET runs", "listRuns", "List the runs"))
            .filters("project", whole(1, Integer.MAX_VALUE), "Those of this project.").answers(200, Lists.items(RunView.class)),
        Operation.of("GET runs/{id}", "getRun", "Read a run")
            .says("`attempt` counts how often it was started: a run whose service was stopped goes back to its place in the queue. "
                + "`waitsFor` names the run that must end first, and the relation that both write: no two runs of an account write one at once. "
                + "`steps` are its calls of dbt; `command`, `arguments` and `fullRefresh` are those of the first. "
                + "`timeline` tells where the time of a run that ended went: DBT is dbt's own part, STORAGE comes behind the status. "
                + "`environmentLock` tells what differs in its Python environment from that of the last successful run before it. "
                + "`files` tells, of a run that is over, whether the storage has its log and artifacts: PENDING ones go there when it answers again, "
                + "LOST ones were given up while it was away for too long, or went with a copy of the service.")
            .answers(200, RunView.class),
        Operation.of("GET runs/{id}/environment", "getRunEnvironment", "List the Python packages that a run had")
            .answers(200, EnvironmentView.class),
        Operation.of("POST runs/{id}/cancel", "cancelRun", "Stop a run").says("A running dbt needs a moment to stop.")
            .refuses(FailureCode.RUN_ALREADY_FINISHED).answers(202, RunView.class),
        Operation.of("POST runs/{id}/retry", "retryRun", "Build again what failed in a run").says(RETRY)
            .once().refuses(FailureCode.RUN_NOT_FINISHED, FailureCode.NOTHING_TO_RETRY, FailureCode.RUN_REPORTED,
                FailureCode.PROJECT_NOT_ACTIVE).answers(201, RunView.class).located(),
        Operation.of("GET runs/{id}/models", "listRunModels", "List what became of the nodes of a run")
            .answers(200, Lists.items(NodeView.class)),
        Operation.of("GET runs/{id}/errors", "listRunErrors", "List the errors of a run").says("The first 5,000.")
            .answers(200, Lists.items(ErrorView.class)),
        Operation.of("GET runs/{id}/log", "getRunLog", "Read the log of a run")
            .says("What there is of it by now; nothing for a run that waits in the queue.").answersFile(),
        Operation.of("GET runs/{id}/log/link", "linkRunLog", "Get a link for a download of the log")
            .says(LINK).answers(200, LinkView.class),
        Operation.of("GET runs/{id}/events", "followRun", "Follow a run as server-sent events")
            .says("Goes on behind the event of the header, else of the query, else begins with the first; ends after the final status, and soon "
                + "after the token does. "
                + "Events are `status`, `step`, `log` and `node`; where a run has several steps of dbt, `dbt-step` at both ends of each.")
            .with("Last-Event-ID", whole(0, PageQuery.HIGHEST), "The id of the last event seen; a browser sends it when it connects again.")
            .with("after", whole(0, PageQuery.HIGHEST), "The same, for clients that cannot set headers.")
            .answers(200, StreamingOutput.class),
        Operation.of("GET runs/{id}/artifacts/{name}", "getArtifact", "Read a file that dbt wrote about a run")
            .says("Of several steps run_results.json is of the last one that wrote it, run_results.1.json of the first.")
            .with("name", ARTIFACT, "Which one.").answersFile(),
        Operation.of("GET runs/{id}/artifacts/{name}/link", "linkArtifact", "Get a link for a download of a file of dbt")
            .says(LINK).with("name", ARTIFACT, "Which one.").answers(200, LinkView.class));
  }
}
