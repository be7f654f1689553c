package io.datachannel.dbt.adapters.profiles;

import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
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
    Map<String, Secret> secrets = new LinkedHashMap<>();
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("type", warehouse.connection().type().wireName());
    for (WarehouseField field : warehouse.connection().type().fields()) {
      output.put(field.name(), value(warehouse, field, secrets));
    }
    output.put("threads", threads);
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("target", target);
    profile.put("outputs", Map.of(target, output));
    ProfileFile file = new ProfileFile(folder.resolve("profiles.yml"));
    file.write(ProfileYaml.of(Map.of(PROFILE, profile)));
    return new WrittenProfile(folder, Map.copyOf(secrets), file::delete);
  }

  private Object value(Warehouse warehouse, WarehouseField field, Map<String, Secret> secrets) {
    Map<String, String> open = warehouse.connection().open();
    return switch (field.kind()) {
      case TEXT, HOST -> new ProfileYaml.Literal(open.get(field.name()));
      case PORT -> Integer.valueOf(open.get(field.name()));
      case FILE -> new ProfileYaml.Literal(file(warehouse, open.get(field.name())).toString());
      case SECRET -> {
        String variable = "DBT_ENV_SECRET_" + field.name().toUpperCase(Locale.ROOT);
        secrets.put(variable, warehouse.connection().secret().get(field.name()));
        yield "{{ env_var('" + variable + "') }}";
      }
    };
  }

  private Path file(Warehouse warehouse, String relative) {
    return new AccountFolder(folders.warehouseFiles(warehouse.account())).file(relative);
  }
}
