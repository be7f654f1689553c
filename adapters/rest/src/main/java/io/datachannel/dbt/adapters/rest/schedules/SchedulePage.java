package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.schedules.ChangeSchedules.Changed;
import io.datachannel.dbt.application.schedules.ProjectSchedules;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Answers that show one schedule, with the tag of its revision; with nothing when a change left none. */
final class SchedulePage {
  private SchedulePage() {}

  static Response of(ScheduleRecord row, ProjectSchedules all, Instant now) {
    return Response.ok(ScheduleView.of(row, all, all.governance(), now))
        .header(HttpHeaders.ETAG, IfMatch.tag(row.schedule().revision())).build();
  }

  static Response of(Changed changed) {
    return changed.schedule().map(row -> of(row, changed.now(), changed.at())).orElseGet(() -> Response.noContent().build());
  }
}
