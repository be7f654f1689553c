package io.datachannel.dbt.adapters.profiles;

import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * profiles.yml with one profile and one target. dbt renders the file with Jinja, so every text of a user stands in it as a literal,
 * and every secret as a reference to an environment variable that dbt masks in its output.
 */
public final class YamlWarehouseProfiles implements WarehouseProfiles {
  private final WorkFolders folders;

  /** @param folders where an account's file warehouses lie */
  public YamlWarehouseProfiles(WorkFolders folders) {
    this.folders = folders;
  }

  @Override
  public WrittenProfile write(Warehouse warehouse, String target, int threads, Path folder) {
    ProfileParts parts = new ProfileParts(warehouse, new AccountFolder(folders.warehouseFiles(warehouse.account())), folder);
    try {
      Map<String, Object> output = parts.output();
      output.put("threads", threads);
      Map<String, Object> profile = new LinkedHashMap<>();
      profile.put("target", target);
      profile.put("outputs", Map.of(target, output));
      parts.write("profiles.yml", ProfileYaml.of(Map.of(PROFILE, profile)));
    } catch (RuntimeException failed) {
      parts.delete();
      throw failed;
    }
    return new WrittenProfile(folder, parts.secrets(), parts::delete);
  }
}
