package io.datachannel.dbt.application.profiles;

import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes nothing, and counts the profiles that were not deleted. */
public final class FakeProfiles implements WarehouseProfiles {
  private int open;

  @Override
  public synchronized WrittenProfile write(Warehouse warehouse, String target, int threads, Path folder) {
    open++;
    Map<String, Secret> secrets = new LinkedHashMap<>();
    warehouse.connection().secret().forEach((name, secret) -> secrets.put("DBT_ENV_SECRET_" + name, secret));
    return new WrittenProfile(folder, secrets, this::delete);
  }

  public synchronized int open() {
    return open;
  }

  private synchronized void delete() {
    open--;
  }
}
