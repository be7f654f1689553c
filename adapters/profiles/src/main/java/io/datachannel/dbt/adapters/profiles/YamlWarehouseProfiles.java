package io.datachannel.dbt.adapters.profiles;

import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * profiles.yml with one profile and one target. dbt renders the file with Jinja, so every text of a user stands in it as a Jinja
 * string literal, and every secret as a reference to an environment variable that dbt masks in its output.
 */
public final class YamlWarehouseProfiles implements WarehouseProfiles {
  private static final Dump YAML = new Dump(DumpSettings.builder()
      .setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(Integer.MAX_VALUE).build());

  private final WorkFolders folders;

  /** @param folders where an account's file warehouses lie */
  public YamlWarehouseProfiles(WorkFolders folders) {
    this.folders = folders;
  }

  @Override
  public WrittenProfile write(Warehouse warehouse, int threads, Path folder) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("type", warehouse.connection().type().wireName());
    for (WarehouseField field : warehouse.connection().type().fields()) {
      output.put(field.name(), value(warehouse, field, secrets));
    }
    output.put("threads", threads);
    Map<String, Object> profile = Map.of(PROFILE, ordered("target", TARGET, "outputs", Map.of(TARGET, output)));
    Path file = folder.resolve("profiles.yml");
    writeForOwner(file, YAML.dumpToString(profile));
    return new WrittenProfile(folder, Map.copyOf(secrets), () -> delete(file));
  }

  private Object value(Warehouse warehouse, WarehouseField field, Map<String, Secret> secrets) {
    String open = warehouse.connection().open().getOrDefault(field.name(), "");
    return switch (field.kind()) {
      case TEXT -> literal(open);
      case PORT -> Integer.valueOf(open);
      case FILE -> literal(file(warehouse, open).toString());
      case SECRET -> {
        String variable = "DBT_ENV_SECRET_" + field.name().toUpperCase(Locale.ROOT);
        secrets.put(variable, warehouse.connection().secret().get(field.name()));
        yield "{{ env_var('" + variable + "') }}";
      }
    };
  }

  /** Only text that Jinja could take for its own needs the literal; the rest stays readable. */
  private static String literal(String text) {
    return text.contains("{")
        ? "{{ '" + text.replace("\\", "\\\\").replace("'", "\\'") + "' }}"
        : text;
  }

  private Path file(Warehouse warehouse, String relative) {
    Path root = folders.warehouseFiles(warehouse.account());
    Path file = root.resolve(relative).normalize();
    try {
      Files.createDirectories(file.getParent());
      if (!file.getParent().toRealPath().startsWith(root.toRealPath()) || Files.isSymbolicLink(file)) {
        throw new PortFailure(FailureCode.WAREHOUSE_FIELD_INVALID,
            "The database file '" + relative + "' leads out of the account's folder through a link.", null);
      }
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The mode is there before the content is. */
  private static void writeForOwner(Path file, String content) {
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }
}
