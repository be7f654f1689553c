package io.datachannel.dbt.adapters.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlWarehouseProfilesTest {
  private static final AccountId ACCOUNT = new AccountId(7);
  private static final Map<String, String> POSTGRES = Map.of(
      "host", "db.example", "port", "5433", "user", "loader", "password", "hunter2", "dbname", "shop", "schema", "analytics");

  @TempDir private Path folder;

  @Test
  void postgresNamesItsPasswordByVariable() throws IOException {
    WrittenProfile profile = write(WarehouseType.POSTGRES, POSTGRES);

    assertEquals("""
        datachannel:
          target: prod
          outputs:
            prod:
              type: postgres
              host: db.example
              port: 5433
              user: loader
              password: '{{ env_var(''DBT_ENV_SECRET_PASSWORD'') }}'
              dbname: shop
              schema: analytics
              sslmode: prefer
              threads: 4
        """, content());
    assertEquals("hunter2", profile.secrets().get("DBT_ENV_SECRET_PASSWORD").reveal());
  }

  @Test
  void duckDbLiesInTheFolderOfTheAccount() throws IOException {
    write(WarehouseType.DUCKDB, Map.of("path", "marts/shop.duckdb"));

    Path file = folders().warehouseFiles(ACCOUNT).resolve("marts/shop.duckdb");
    assertTrue(content().contains("path: " + file), content());
    assertTrue(Files.isDirectory(file.getParent()));
  }

  @Test
  void theFileIsForItsOwnerAloneAndGoneWhenClosed() throws IOException {
    WrittenProfile profile = write(WarehouseType.POSTGRES, POSTGRES);

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    profile.close();
    profile.close();
    assertFalse(Files.exists(file()));
  }

  @Test
  void aTextOfTheUserIsNeverJinja() throws IOException {
    Map<String, String> fields = new HashMap<>(POSTGRES);
    fields.put("schema", "{{ env_var('HOME') }}");
    write(WarehouseType.POSTGRES, fields);

    assertTrue(new Load(LoadSettings.builder().build()).loadFromString(content()).toString()
        .contains("schema={{ '{{ env_var(\\'HOME\\') }}' }}"), content());
  }

  @Test
  void aTextOfTheUserIsNeverYaml() throws IOException {
    Map<String, String> fields = new HashMap<>(POSTGRES);
    fields.put("schema", "a: b # c");
    fields.put("dbname", "yes");
    write(WarehouseType.POSTGRES, fields);

    assertTrue(content().contains("schema: 'a: b # c'"), content());
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Files.createSymbolicLink(folders().warehouseFiles(ACCOUNT).resolve("out"), folder);

    assertThrows(PortFailure.class, () -> write(WarehouseType.DUCKDB, Map.of("path", "out/x.duckdb")));
  }

  private WrittenProfile write(WarehouseType type, Map<String, String> fields) {
    Warehouse warehouse = new Warehouse(new WarehouseId(1), ACCOUNT, "db", WarehouseConnection.of(type, fields));
    return new YamlWarehouseProfiles(folders()).write(warehouse, 4, folder);
  }

  private TemporaryWorkFolders folders() {
    return new TemporaryWorkFolders(folder.resolve("data"));
  }

  private Path file() {
    return folder.resolve("profiles.yml");
  }

  private String content() throws IOException {
    return Files.readString(file());
  }
}
