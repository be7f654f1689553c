package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.adapters.rest.collections.CollectionChangesResource;
import io.datachannel.dbt.adapters.rest.collections.CollectionsResource;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.schedules.RunFiringsResource;
import io.datachannel.dbt.adapters.rest.schedules.ScheduleChangesResource;
import io.datachannel.dbt.adapters.rest.schedules.SchedulesResource;
import io.datachannel.dbt.application.collections.AddCollection;
import io.datachannel.dbt.application.collections.ChangeCollection;
import io.datachannel.dbt.application.collections.DeleteCollection;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.schedules.ChangeSchedules;
import io.datachannel.dbt.application.schedules.CheckDefinition;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.NarrowQueuedRuns;
import io.datachannel.dbt.application.schedules.PreviewCollection;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.application.schedules.ScheduleBooks;

/** The resources of collections and schedules over fakes. */
record ScheduleResources(Rows rows, CancelRun cancelRun, PostOnce once) {
  CollectionsResource collections() {
    return new CollectionsResource(rows.projects, rows.collections,
        new AddCollection(rows.projects, rows.models, rows.collections, rows.history, rows.work), once);
  }

  CollectionChangesResource collectionChanges() {
    return new CollectionChangesResource(
        new ChangeCollection(read(), rows.models, rows.collections, books().queued(), rows.history, rows.work),
        new PreviewCollection(read(), rows.collections, rows.models, rows.clock),
        new DeleteCollection(read(), rows.collections, books(), rows.history, rows.work, rows.clock));
  }

  SchedulesResource schedules() {
    return new SchedulesResource(read(), rows.firings, rows.clock);
  }

  ScheduleChangesResource scheduleChanges() {
    return new ScheduleChangesResource(new ChangeSchedules(
        read(), new CheckDefinition(rows.models, rows.loads), books(), rows.history, rows.work, rows.clock), new FakeCronReader(), once);
  }

  RunFiringsResource runFirings() {
    return new RunFiringsResource(rows.runs, rows.firings);
  }

  private ScheduleBooks books() {
    return new ScheduleBooks(
        rows.schedules, rows.firings, new NarrowQueuedRuns(rows.firings, rows.runs.waiting(), cancelRun, rows.work));
  }

  private ReadSchedules read() {
    return new ReadSchedules(rows.projects, rows.models, rows.collections, rows.schedules);
  }
}
