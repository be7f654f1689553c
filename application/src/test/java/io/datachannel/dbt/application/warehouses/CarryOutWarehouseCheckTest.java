package io.datachannel.dbt.application.warehouses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.ScriptedDbt;
import io.datachannel.dbt.application.environments.FakeEnvironments;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.profiles.FakeProfiles;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarryOutWarehouseCheckTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final WarehouseConnection POSTGRES = WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
      "host", "db.example", "user", "dbt", "password", "hunter2", "dbname", "shop", "schema", "marts"));

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryWarehouses warehouses = new InMemoryWarehouses();
  private final InMemoryWarehouseChecks checks = new InMemoryWarehouseChecks(clock);
  private final FakeEnvironments environments = new FakeEnvironments();
  private final FakeProfiles profiles = new FakeProfiles();
  private final ScriptedDbt dbt = new ScriptedDbt();

  @Test
  void aConnectionThatWorksIsSuccessful() {
    WarehouseCheck ended = carriedOut(warehouses.add(OURS, "shop", POSTGRES));

    assertEquals(CheckState.SUCCESSFUL, ended.state());
    assertEquals(Optional.empty(), ended.failure());
    assertEquals(Optional.of(NOW), ended.finishedAt());
    assertEquals("DBT", ended.step());
    assertEquals(List.of("debug", "--connection"), dbt.requests().getFirst().arguments().subList(0, 2));
    assertEquals(0, profiles.open(), "the profile with the password is gone");
  }

  @Test
  @Tag("fault-36")
  void whatTheDriverSaidIsToldWithoutSecrets() {
    dbt.on("debug", new DbtEnd.Failed(new Failure(FailureCode.WAREHOUSE_UNREACHABLE, "refused hunter2", "url://dbt:hunter2@db")));

    Failure failure = carriedOut(warehouses.add(OURS, "shop", POSTGRES)).failure().orElseThrow();

    assertEquals(FailureCode.WAREHOUSE_UNREACHABLE, failure.code());
    assertFalse((failure.message() + failure.detail()).contains("hunter2"), failure::toString);
  }

  @Test
  @Tag("fault-30")
  void aServerThatDoesNotAnswerIsUnreachable() {
    dbt.on("debug", new DbtEnd.TimedOut());

    Failure failure = carriedOut(warehouses.add(OURS, "shop", POSTGRES)).failure().orElseThrow();

    assertEquals(FailureCode.WAREHOUSE_UNREACHABLE, failure.code());
    assertTrue(failure.message().contains("60 s"), failure.message());
  }

  @Test
  void aStopOfTheServiceIsNoFaultOfTheWarehouse() {
    dbt.on("debug", new DbtEnd.Interrupted());

    assertEquals(FailureCode.RUN_LOST, carriedOut(warehouses.add(OURS, "shop", POSTGRES)).failure().orElseThrow().code());
  }

  @Test
  void anEnvironmentThatCannotBeMadeEndsIt() {
    environments.failingWith(Failure.of(FailureCode.ENVIRONMENT_BUILD_FAILED, "no disk"));

    WarehouseCheck ended = carriedOut(warehouses.add(OURS, "shop", POSTGRES));

    assertEquals("ENVIRONMENT", ended.step());
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, ended.failure().orElseThrow().code());
  }

  @Test
  void anErrorThatIsOverWithTheWorkEndsIt() {
    environments.breakingBy(new StackOverflowError());

    assertEquals(FailureCode.INTERNAL_ERROR, carriedOut(warehouses.add(OURS, "shop", POSTGRES)).failure().orElseThrow().code());
  }

  @Test
  void aSecretThatCannotBeOpenedIsNamed() {
    Secret lost = Secret.sealed(() -> {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "Enter it again.", null);
    });
    WarehouseConnection connection = new WarehouseConnection(WarehouseType.POSTGRES, POSTGRES.open(), Map.of("password", lost));

    assertEquals(FailureCode.SECRET_UNREADABLE, carriedOut(warehouses.add(OURS, "shop", connection)).failure().orElseThrow().code());
  }

  @Test
  void aWarehouseThatWasDeletedMeanwhileIsNotFound() {
    WarehouseId id = warehouses.add(OURS, "shop", POSTGRES);
    WarehouseCheckId check = checks.add(OURS, id, NOW);
    warehouses.delete(OURS, id);

    assertEquals(FailureCode.NOT_FOUND, carriedOut(id, check).failure().orElseThrow().code());
  }

  private WarehouseCheck carriedOut(WarehouseId id) {
    return carriedOut(id, checks.add(OURS, id, NOW));
  }

  private WarehouseCheck carriedOut(WarehouseId id, WarehouseCheckId check) {
    new CarryOutWarehouseCheck(warehouses, checks, new TemporaryWorkFolders(folder), new ConnectByDbt(environments, profiles, dbt), clock)
        .carryOut(checks.claim("copy", Duration.ofMinutes(1)).orElseThrow());
    return checks.find(OURS, id, check).orElseThrow();
  }
}
