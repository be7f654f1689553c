package io.datachannel.dbt.application.profiles;

import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.Map;

/** Writes profiles.yml for a warehouse. */
public interface WarehouseProfiles {

  /**
   * Writes profiles.yml with mode 0600 into a folder that exists. The file holds no secret: it names environment variables, and
   * where an adapter reads a key or certificates from a file, one beside it, of the same mode.
   *
   * @param target  the name of its one target
   * @param threads how many nodes dbt builds at once
   */
  WrittenProfile write(Warehouse warehouse, String target, int threads, Path folder);

  /** The profile that {@code --profile} names, in every file. */
  String PROFILE = "datachannel";

  /** The target of a profile that is of no project. */
  String TARGET = "prod";

  /**
   * A profile on disk; closing it deletes its files.
   *
   * @param folder  for {@code --profiles-dir}
   * @param secrets environment variables that dbt needs, named {@code DBT_ENV_SECRET_…} so that dbt masks them, too
   */
  record WrittenProfile(Path folder, Map<String, Secret> secrets, Runnable delete) implements AutoCloseable {
    @Override
    public void close() {
      delete.run();
    }
  }
}
