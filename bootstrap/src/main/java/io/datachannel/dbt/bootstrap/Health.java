package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.SchemaProbe;
import io.datachannel.dbt.adapters.persistence.WriteProbe;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.ServiceFaults;
import io.datachannel.dbt.adapters.scheduling.WorkSource;
import io.datachannel.dbt.adapters.storage.DataFolderProbe;
import io.datachannel.dbt.application.readiness.Probe;
import io.datachannel.dbt.application.readiness.Readiness;
import io.datachannel.dbt.application.readiness.WatchedPart;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The wiring of what this copy stands on. The database is asked by connections of its own, and no request waits for it. */
record Health(WatchedPart database, WatchedPart schema, WatchedPart folder, WatchedPart storage, Readiness readiness, ServiceFaults faults) {
  private static final String AT_FOLDER = "look at the data folder";
  private static final Duration LOOK = Duration.ofSeconds(1);
  /** A checkout or an environment would only find the disk full. */
  private static final long LEAST_BYTES = 64L * 1024 * 1024;

  /** @param storage without which runs go on: what is meant for it waits */
  static Health of(Database beats, Path dataFolder, Probe storage, InstantSource clock, InstantSource steady) {
    WatchedPart database = new WatchedPart("database", FailureCode.DATABASE_UNAVAILABLE, new WriteProbe(beats), steady);
    WatchedPart schema = new WatchedPart("migrations", FailureCode.DATABASE_UNAVAILABLE, new SchemaProbe(beats), steady);
    WatchedPart folder = new WatchedPart("dataFolder", FailureCode.STORAGE_UNAVAILABLE, new DataFolderProbe(dataFolder, LEAST_BYTES), steady);
    WatchedPart kept = new WatchedPart("storage", FailureCode.STORAGE_UNAVAILABLE, storage, steady);
    return new Health(database, schema, folder, kept, new Readiness(List.of(database, schema, folder), List.of(kept)), new ServiceFaults(clock, AT_FOLDER));
  }

  /** The source, which is not asked while this copy could not carry out what it claims. */
  WorkSource whenReady(WorkSource source) {
    return most -> {
      readiness.orFail();
      return source.next(most);
    };
  }

  void beat(Heartbeat heartbeat) {
    heartbeat.nowAndEvery(LOOK, "look at the database", database::tick);
    heartbeat.nowAndEvery(LOOK, "look at the schema", schema::tick);
    heartbeat.nowAndEvery(LOOK, AT_FOLDER, folder::tick);
    heartbeat.nowAndEvery(LOOK, "look at the storage", storage::tick);
  }
}
