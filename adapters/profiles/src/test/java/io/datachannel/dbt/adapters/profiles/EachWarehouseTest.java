package io.datachannel.dbt.adapters.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.application.warehouses.SampleConnections;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The profile of each way to log in to each warehouse. That the adapters take these very files is what {@code ./run check warehouses} checks. */
class EachWarehouseTest {
  @TempDir private Path folder;
  private Path profiles;

  @BeforeEach
  void makeTheFolderOfTheRun() throws IOException {
    profiles = Files.createDirectory(folder.resolve("profile"));
  }

  @TestFactory
  Stream<DynamicTest> theProfileIsAsItIsKnownToBeTaken() {
    return SampleConnections.all().map(connection -> DynamicTest.dynamicTest(name(connection), () -> {
      try (WrittenProfile _ = write(connection)) {
        assertEquals(golden(connection), content().replace(folder.toAbsolutePath().toString(), "FOLDER"));
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> noSecretIsInTheProfileAndNoFileIsLeft() {
    return SampleConnections.all().map(connection -> DynamicTest.dynamicTest(name(connection), () -> {
      try (WrittenProfile _ = write(connection)) {
        for (Secret secret : connection.secret().values()) {
          assertFalse(content().contains(secret.reveal().lines().toList().get(secret.reveal().contains("\n") ? 1 : 0)), content());
        }
        for (Path file : files()) {
          assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file::toString);
        }
      }
      assertEquals(List.of(), files());
    }));
  }

  @Test
  void aKeyOfSeveralLinesArrivesAsItIs() {
    Map<String, Secret> secrets = write(SampleConnections.of(WarehouseType.SNOWFLAKE, "keypair")).secrets();

    assertEquals(SampleConnections.ENCRYPTED_KEY, secrets.get("DBT_ENV_SECRET_PRIVATE_KEY").reveal());
    assertEquals("hunter2-private_key_passphrase", secrets.get("DBT_ENV_SECRET_PRIVATE_KEY_PASSPHRASE").reveal());
  }

  @Test
  void theKeyOfAServiceAccountHasTheLineEndsThatItsJsonWrites() {
    Map<String, Secret> secrets = write(SampleConnections.of(WarehouseType.BIGQUERY, "service-account-json")).secrets();

    assertEquals(SampleConnections.KEY, secrets.get("DBT_ENV_SECRET_KEYFILE_JSON_PRIVATE_KEY").reveal());
    assertEquals(2, secrets.size());
  }

  @Test
  void whatAnAdapterReadsFromAFileIsBesideTheProfile() throws IOException {
    WrittenProfile profile = write(SampleConnections.of(WarehouseType.POSTGRES, "certificate"));

    assertEquals(SampleConnections.KEY, Files.readString(profiles.resolve("sslkey.pem")));
    assertEquals(SampleConnections.CERTIFICATE, Files.readString(profiles.resolve("sslcert.pem")));
    assertTrue(profile.secrets().containsKey("DBT_ENV_SECRET_SSLKEY"), "so that dbt's output is searched for it");
  }

  @Test
  void aProfileThatCannotBeWrittenLeavesNoKeyBehind() throws IOException {
    Files.createFile(profiles.resolve("profiles.yml"));

    assertThrows(PortFailure.class, () -> write(SampleConnections.of(WarehouseType.POSTGRES, "certificate")));

    assertEquals(List.of(profiles.resolve("profiles.yml")), files());
  }

  private WrittenProfile write(WarehouseConnection connection) {
    Warehouse warehouse = new Warehouse(new WarehouseId(1), new AccountId(7), "w", connection, 1);
    return new YamlWarehouseProfiles(new TemporaryWorkFolders(folder.resolve("data"))).write(warehouse, WarehouseProfiles.TARGET, 4, profiles);
  }

  private static String name(WarehouseConnection connection) {
    return connection.type().wireName() + "-" + connection.method().name();
  }

  private static String golden(WarehouseConnection connection) throws IOException {
    try (InputStream file = EachWarehouseTest.class.getResourceAsStream(name(connection) + ".yml")) {
      return file == null ? "there is no file " + name(connection) + ".yml" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String content() {
    try {
      return Files.readString(profiles.resolve("profiles.yml"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(profiles)) {
      return all.sorted().toList();
    }
  }
}
