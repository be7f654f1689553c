package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepStarted;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.secret.Redactor;

/** Events without secrets. What identifies a node keeps what is only a word ({@link Redactor#redactName}), for a retry names it to dbt. */
public final class RedactedEvents {
  private RedactedEvents() {}

  public static JournalEvent of(JournalEvent event, Redactor redactor) {
    return switch (event) {
      case StatusChanged _, StepStarted _, StepFinished _ -> event;
      case DbtStepStarted(var at, int number, int of, String command) -> new DbtStepStarted(at, number, of, redactor.redact(command));
      case DbtStepFinished(var at, int number, int of, String command, var state, var took) ->
          new DbtStepFinished(at, number, of, redactor.redact(command), state, took);
      case DbtEvent told -> of(told, redactor);
    };
  }

  public static DbtEvent of(DbtEvent event, Redactor redactor) {
    return switch (event) {
      case LogLine(var at, var level, String text, var uniqueId) ->
          new LogLine(at, level, redactor.redact(text), uniqueId.map(redactor::redactName));
      case NodeStarted(var at, String uniqueId, String resourceType, String name) ->
          new NodeStarted(at, redactor.redactName(uniqueId), redactor.redactName(resourceType), redactor.redactName(name));
      case NodeFinished(var at, NodeResult result) -> new NodeFinished(at, of(result, redactor));
    };
  }

  public static NodeResult of(NodeResult result, Redactor redactor) {
    return new NodeResult(redactor.redactName(result.uniqueId()), redactor.redactName(result.resourceType()), redactor.redactName(result.name()),
        redactor.redactName(result.dbtStatus()), result.startedAt(), result.took(), result.rowsAffected(),
        redactor.redact(result.message()), redactor.redactName(result.thread()));
  }
}
