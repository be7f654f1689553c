package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.standard;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.whole;

import io.datachannel.dbt.adapters.rest.openapi.Schemas.Field;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.DayOfWeek;
import java.util.List;

/** What the parts of a schedule may be, by their kinds. */
final class CadenceSchemas {
  private static final Field TIME = required("time", Json.createObjectBuilder().add("type", "string").add("minLength", 5)
      .add("maxLength", 5).add("pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$").build(), "Hours and minutes on the clock of the zone.");
  private static final Field COLLECTION = required("collectionId", whole(1, Integer.MAX_VALUE), "Of this project.");

  /** When a schedule fires. */
  static final JsonObject CADENCE = Schemas.either(List.of(
      closed(kind("EVERY_HOURS"), required("every", whole(1, 24), "So many hours from one firing to the next."),
          optional("startHour", standard(whole(0, 23), 0), "One of the hours at which it fires."),
          optional("startMinute", standard(whole(0, 59), 0), "Of each of its hours.")),
      closed(kind("CHOSEN_HOURS"), required("hours", Schemas.listOf(whole(0, 23), 1, 24), "Of each day."),
          optional("minute", standard(whole(0, 59), 0), "Of each of its hours.")),
      closed(kind("DAILY"), TIME),
      closed(kind("WEEKLY"), required("weekDays", Schemas.listOf(Schemas.namesOf(DayOfWeek.class), 1, 7), "In capitals."), TIME),
      closed(kind("MONTHLY"), required("days", Schemas.listOf(whole(-1, 31), 1, 33), "Of the month; -1 is its last, 0 is none."),
          optional("months", Schemas.listOf(whole(1, 12), 1, 12), "Every month when left out."), TIME),
      closed(kind("CRON"), required("cron", Schemas.text(255), "The five fields of Unix cron, or a macro such as @daily.")),
      closed(kind("AFTER_PIPELINES"), required("pipelines", Schemas.listOf(whole(1, Schemas.UNSIGNED), 1, 1000), "Of this account."),
          optional("quorum", standard(Schemas.namesOf(Quorum.class), "ALL"), "After all of them, or after any."))));

  /** What a schedule is set on. */
  static final JsonObject TARGET = Schemas.either(List.of(
      closed(kind("ALL_MODELS")),
      closed(kind("MODELS"), required("models", DbtWords.MODELS, "Names or unique_ids; before the first refresh unique_ids alone.")),
      closed(kind("COLLECTION"), COLLECTION),
      closed(kind("PART_OF_COLLECTION"), COLLECTION, required("without", DbtWords.MODELS, "The models that are taken out."))));

  private CadenceSchemas() {}

  private static Field kind(String word) {
    return required("kind", Json.createObjectBuilder().add("type", "string").add("const", word).build(), "Says which members go with it.");
  }
}
