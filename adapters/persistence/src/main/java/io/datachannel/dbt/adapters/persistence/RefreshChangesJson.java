package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.refresh.RefreshChanges;
import io.datachannel.dbt.domain.refresh.RefreshChanges.AffectedSchedule;
import io.datachannel.dbt.domain.refresh.RefreshChanges.Names;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** What {@code dbt_project_refreshes.changes_json} holds. */
final class RefreshChangesJson {
  private RefreshChangesJson() {}

  static String of(RefreshChanges changes) {
    JsonArrayBuilder schedules = JsonText.JSON.createArrayBuilder();
    changes.schedules().forEach(schedule -> schedules.add(JsonText.JSON.createObjectBuilder()
        .add("id", schedule.schedule().value()).add("lost", of(schedule.lost())).add("gained", of(schedule.gained()))));
    return JsonText.JSON.createObjectBuilder().add("added", of(changes.added())).add("removed", of(changes.removed()))
        .add("changed", of(changes.changed())).add("schedules", schedules).build().toString();
  }

  static RefreshChanges changes(String text) {
    JsonObject json = JsonText.object(text);
    return new RefreshChanges(names(json, "added"), names(json, "removed"), names(json, "changed"),
        json.getJsonArray("schedules").getValuesAs(JsonObject.class).stream().map(schedule -> new AffectedSchedule(
            new ScheduleId(schedule.getInt("id")), names(schedule, "lost"), names(schedule, "gained"))).toList());
  }

  private static JsonObjectBuilder of(Names names) {
    return JsonText.JSON.createObjectBuilder().add("count", names.count()).add("first", JsonText.array(names.first()));
  }

  private static Names names(JsonObject json, String member) {
    JsonObject names = json.getJsonObject(member);
    return new Names(names.getInt("count"), JsonText.strings(names.getJsonArray("first")));
  }
}
