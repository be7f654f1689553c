package io.datachannel.dbt.adapters.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlWarehouseProfilesTest {
  private static final AccountId ACCOUNT = new AccountId(7);
  private static final Map<String, String> POSTGRES = Map.of(
      "host", "db.example", "port", "5433", "user", "loader", "password", "hunter2", "dbname", "shop", "schema", "analytics");

  @TempDir private Path folder;

  @Test
  void postgresNamesItsPasswordByVariable() {
    WrittenProfile profile = write(WarehouseType.POSTGRES, POSTGRES);

    assertEquals("""
        datachannel:
          target: prod
          outputs:
            prod:
              type: postgres
              host: "db.example"
              port: 5433
              user: "loader"
              password: '{{ env_var(''DBT_ENV_SECRET_PASSWORD'') }}'
              dbname: "shop"
              schema: "analytics"
              sslmode: "prefer"
              threads: 4
        """, content());
    assertEquals("hunter2", profile.secrets().get("DBT_ENV_SECRET_PASSWORD").reveal());
  }

  @Test
  void duckDbLiesInTheFolderOfTheAccount() {
    WrittenProfile profile = write(WarehouseType.DUCKDB, Map.of("path", "marts/shop.duckdb"));

    Path file = folders().warehouseFiles(ACCOUNT).resolve("marts/shop.duckdb");
    assertEquals("""
        datachannel:
          target: prod
          outputs:
            prod:
              type: duckdb
              path: "%s"
              schema: "main"
              threads: 4
        """.formatted(file), content());
    assertTrue(Files.isDirectory(file.getParent()));
    assertEquals(Map.of(), profile.secrets());
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
  void noSecretStandsInTheFile() {
    write(WarehouseType.POSTGRES, POSTGRES);

    assertFalse(content().contains("hunter2"), content());
  }

  /** The rules are those of dbt's own renderer; it takes these literals character by character. */
  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
      "{{ env_var('HOME') }} | {{ '{{ env_var(\\'HOME\\') }}' }}",
      "{% raw %}             | {{ '{% raw %}' }}",
      "a\\{b'              | {{ 'a\\\\{b\\'' }}",
      "}}' }}{{ 1 }}         | {{ '}}\\' }}{{ 1 }}' }}",
      "no brace \\ '       | no brace \\ '"})
  void aTextOfTheUserIsNeverJinja(String text, String literal) {
    write(WarehouseType.POSTGRES, postgresWith("schema", text));

    assertEquals(literal, outputRead().get("schema"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "yes", "off", "~", "null", "12:30", "1_000", "0x1F", "2020-01-01", "a: b # c", "- x", "*x", "&x", "!!int 5", "\"'", "\\n",
      " x ", "größe Ω 🙂 \u2028", "<<", "="})
  void aTextOfTheUserIsNeverYaml(String text) {
    write(WarehouseType.POSTGRES, postgresWith("dbname", text));

    assertEquals(text, outputRead().get("dbname"));
    // YAML 1.1, which dbt reads, gives a meaning to plain words that YAML 1.2 does not; a quoted one is a text in both.
    assertTrue(content().contains("dbname: \""), content());
  }

  @Test
  void aLinkInTheAccountsFolderIsNeverFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path files = folders().warehouseFiles(ACCOUNT);
    Files.createSymbolicLink(files.resolve("out"), elsewhere);
    Files.createSymbolicLink(files.resolve("link.duckdb"), elsewhere.resolve("x"));

    assertRefused("out/x.duckdb");
    assertRefused("out/deep/x.duckdb");
    assertRefused("link.duckdb");
    try (Stream<Path> written = Files.list(elsewhere)) {
      assertEquals(List.of(), written.toList());
    }
  }

  @Test
  void aPathThatIsNoFileIsRefused() throws IOException {
    Files.createDirectories(folders().warehouseFiles(ACCOUNT).resolve("marts"));
    Files.createFile(folders().warehouseFiles(ACCOUNT).resolve("plain"));

    assertRefused("marts");
    assertRefused(".");
    assertRefused("plain/x.duckdb");
  }

  @Test
  void aProfileThatIsThereIsNotWrittenThrough() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "not ours");
    Files.createSymbolicLink(file(), other);

    PortFailure failure = assertThrows(PortFailure.class, () -> write(WarehouseType.POSTGRES, POSTGRES));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
    assertEquals("not ours", Files.readString(other));
  }

  private void assertRefused(String path) {
    StepFailure refused = assertThrows(StepFailure.class, () -> write(WarehouseType.DUCKDB, Map.of("path", path)));
    assertEquals(FailureCode.WAREHOUSE_FIELD_INVALID, refused.failure().code());
    assertFalse(Files.exists(file()));
  }

  private static Map<String, String> postgresWith(String field, String value) {
    Map<String, String> fields = new HashMap<>(POSTGRES);
    fields.put(field, value);
    return fields;
  }

  /** What a YAML reader gives for the one output. */
  private Map<?, ?> outputRead() {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(content());
    Map<?, ?> profile = (Map<?, ?>) ((Map<?, ?>) read).get("datachannel");
    return (Map<?, ?>) ((Map<?, ?>) profile.get("outputs")).get("prod");
  }

  private WrittenProfile write(WarehouseType type, Map<String, String> fields) {
    Warehouse warehouse = new Warehouse(new WarehouseId(1), ACCOUNT, "db", WarehouseConnection.of(type, fields), 1);
    return new YamlWarehouseProfiles(folders()).write(warehouse, WarehouseProfiles.TARGET, 4, folder);
  }

  private TemporaryWorkFolders folders() {
    return new TemporaryWorkFolders(folder.resolve("data"));
  }

  private Path file() {
    return folder.resolve("profiles.yml");
  }

  private String content() {
    try {
      return Files.readString(file());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
