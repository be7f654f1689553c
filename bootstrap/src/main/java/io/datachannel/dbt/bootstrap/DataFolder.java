package io.datachannel.dbt.bootstrap;

import java.nio.file.Path;

/** What lies where in the data folder. */
record DataFolder(Path root) {

  Path database() {
    return root.resolve("database");
  }

  Path keys() {
    return root.resolve("keys");
  }

  Path mirrors() {
    return root.resolve("mirrors");
  }

  Path checkouts() {
    return root.resolve("checkouts");
  }

  Path environments() {
    return root.resolve("environments");
  }

  Path uv() {
    return root.resolve("uv");
  }

  Path uvCache() {
    return root.resolve("uv-cache");
  }

  Path runner() {
    return root.resolve("runner");
  }

  /** The few files of a sandbox that stand for those of the machine. */
  Path sandbox() {
    return root.resolve("sandbox");
  }

  Path work() {
    return root.resolve("work");
  }

  Path warehouses() {
    return root.resolve("warehouses");
  }

  Path liveLogs() {
    return root.resolve("live");
  }

  /** Ends of runs that are known and not in the database yet. */
  Path endings() {
    return root.resolve("endings");
  }

  /** What waits for the storage; on one disk with the live logs. */
  Path outbox() {
    return root.resolve("outbox");
  }

  /** What is read here of the logs of other copies' runs. */
  Path watchedLogs() {
    return root.resolve("watched");
  }

  /** The storage itself, unless it is a bucket. */
  Path storage() {
    return root.resolve("storage");
  }
}
