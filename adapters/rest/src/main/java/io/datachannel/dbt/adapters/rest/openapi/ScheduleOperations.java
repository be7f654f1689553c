package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.standard;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.whole;

import io.datachannel.dbt.adapters.rest.openapi.Schemas.Field;
import io.datachannel.dbt.adapters.rest.schedules.FiringView;
import io.datachannel.dbt.adapters.rest.schedules.PreviewView;
import io.datachannel.dbt.adapters.rest.schedules.ScheduleView;
import io.datachannel.dbt.adapters.rest.schedules.SchedulesResource.GovernedView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.schedule.ClockChange;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Stream;

/** What is said of schedules. */
final class ScheduleOperations {
  private static final JsonObject FLAG = Schemas.with(Schemas.flag(), "default", JsonValue.FALSE);
  private static final Field[] REST = {
      optional("timeZone", standard(text(64), "UTC"), "An IANA name, whose clock the times are of."),
      optional("clockChange", closed(
          optional("gap", standard(Schemas.namesOf(ClockChange.Gap.class), "NEXT_MOMENT"), "Of a time that the clock leaves out."),
          optional("overlap", standard(Schemas.namesOf(ClockChange.Overlap.class), "FIRST"), "Of a time that comes twice.")),
          "On the days when the clock of the zone is put forward or back."),
      optional("graceSeconds", whole(0, 604_800),
          "How late a missed firing is made good; half the time to the next one when left out, six hours at most."),
      optional("command", DbtWords.COMMAND, "What dbt does; what the project says when left out."),
      optional("steps", DbtWords.STEPS, "Calls of dbt, one after the other, in the place of the project's. A step that fails ends the run. Not together with `command`."),
      optional("fullRefresh", FLAG, "Whether incremental models are built anew, by each step whose command can."),
      optional("vars", Schemas.anyObject(), "For dbt's `--vars`; they win over the project's, member by member. At most 32,768 characters."),
      optional("arguments", DbtWords.ARGUMENTS, "Options of dbt, word by word, behind those of the project."),
      optional("threads", whole(1, 64), "How many nodes dbt builds at once; what the project says when left out."),
      optional("timeoutSeconds", whole(1, 86_400), "How long a run may take; what the project says when left out."),
      optional("afterLoss", standard(Schemas.namesOf(AfterLoss.class), "FAIL"), "What of a run whose copy of the service died.")};
  private static final Field[] WHOLE = {
      required("target", CadenceSchemas.TARGET, "What it is set on."),
      required("cadence", CadenceSchemas.CADENCE, "When it fires.")};
  private static final Field[] PARTS = {
      required("target", Schemas.anyObject(), "The members that change; another kind takes the place of all."),
      required("cadence", Schemas.anyObject(), "The members that change; another kind takes the place of all.")};
  private static final JsonObject DEFINITION = closed(joined(WHOLE, REST));
  private static final JsonObject SETTING = closed(joined(WHOLE, REST, new Field[] {
      optional("discardOverridden", FLAG, "Whether the schedules that it overrides completely are deleted.")}));
  private static final FailureCode[] BAD = {FailureCode.MODEL_UNKNOWN, FailureCode.PROJECT_NOT_ACTIVE, FailureCode.ARGUMENT_CONFLICT,
      FailureCode.ARGUMENT_FORBIDDEN, FailureCode.ARGUMENT_INVALID, FailureCode.ARGUMENT_UNKNOWN};
  private static final Either CHANGED = new Either(ScheduleView.class, PreviewView.class);

  private ScheduleOperations() {}

  static Group group() {
    return Group.of("Schedules", "When the models of a project are built. Each model is governed by the schedule that was set last among "
            + "those that cover it. With `dryRun=true` a change is not done: the answer tells what it would do.",
        Operation.of("GET projects/{id}/schedules", "listSchedules", "List the schedules of a project")
            .answers(200, Lists.items(ScheduleView.class)),
        dry("POST projects/{id}/schedules", "setSchedule", "Set a schedule")
            .says("It is then the one that was set last. One on the same target is replaced, and keeps its id.").takes(SETTING).once()
            .refuses(BAD).answers(201, ScheduleView.class).tagged().located().answers(200, CHANGED),
        Operation.of("GET projects/{id}/schedules/governance", "listGovernance", "List who governs each model")
            .answers(200, Lists.items(GovernedView.class)),
        Operation.of("GET projects/{id}/schedules/{schedule}", "getSchedule", "Read a schedule").answers(200, ScheduleView.class).tagged(),
        dry("PUT projects/{id}/schedules/{schedule}", "replaceSchedule", "Replace a schedule")
            .says("It keeps its place in the order in which schedules were set.").takes(DEFINITION).ifMatch().refuses(BAD)
            .refuses(FailureCode.IN_USE).answers(200, CHANGED),
        dry("PATCH projects/{id}/schedules/{schedule}", "patchSchedule", "Change some of a schedule")
            .says("It keeps its place in the order in which schedules were set.")
            .patches(Schemas.patchOf(closed(joined(PARTS, REST)))).ifMatch().refuses(BAD).refuses(FailureCode.IN_USE)
            .answers(200, CHANGED),
        dry("DELETE projects/{id}/schedules/{schedule}", "deleteSchedule", "Delete a schedule")
            .says("Its models go back to the newest of the others that cover them.").ifMatch()
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answersNothing(204).answers(200, PreviewView.class),
        dry("POST projects/{id}/schedules/{schedule}/pause", "pauseSchedule", "Pause a schedule")
            .says("It keeps its models: nobody else runs them meanwhile.").refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(200, CHANGED),
        dry("POST projects/{id}/schedules/{schedule}/resume", "resumeSchedule", "Resume a schedule")
            .says("From now on; what the pause kept from firing is not made good.").refuses(FailureCode.PROJECT_NOT_ACTIVE)
            .answers(200, CHANGED),
        dry("POST projects/{id}/schedules/{schedule}/take-out", "takeOutOfSchedule", "Take models out of a schedule")
            .says("A schedule on a collection is then on a part of it. One that loses its last model is deleted.")
            .takes(closed(required("models", DbtWords.MODELS, "Names or unique_ids."))).refuses(FailureCode.PROJECT_NOT_ACTIVE)
            .answers(200, CHANGED).answersNothing(204),
        Operation.of("GET projects/{id}/schedules/{schedule}/firings", "listFirings", "List the firings of a schedule")
            .says("Newest first: what became of each planned instant.").answers(200, Lists.items(FiringView.class)),
        Operation.of("GET runs/{id}/firings", "listRunFirings", "List the firings that a run carries")
            .says("With how each schedule was when it fired.").answers(200, Lists.items(FiringView.class)));
  }

  private static Operation dry(String call, String id, String summary) {
    return Operation.of(call, id, summary).with("dryRun", FLAG, "Whether only to tell what it would do.");
  }

  private static Field[] joined(Field[]... parts) {
    return Stream.of(parts).flatMap(Stream::of).toArray(Field[]::new);
  }
}
