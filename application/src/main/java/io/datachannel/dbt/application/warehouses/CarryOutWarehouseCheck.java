package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.result.Failures;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.application.warehouses.WarehouseChecks.ClaimedCheck;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Carries out a claimed test of a warehouse. */
public final class CarryOutWarehouseCheck {
  private static final Logger LOG = System.getLogger(CarryOutWarehouseCheck.class.getName());

  private final Warehouses warehouses;
  private final WarehouseChecks checks;
  private final WorkFolders folders;
  private final ConnectByDbt connect;
  private final InstantSource clock;

  public CarryOutWarehouseCheck(
      Warehouses warehouses, WarehouseChecks checks, WorkFolders folders, ConnectByDbt connect, InstantSource clock) {
    this.warehouses = warehouses;
    this.checks = checks;
    this.folders = folders;
    this.connect = connect;
    this.clock = clock;
  }

  /** Returns when the test is over, however it ended. */
  public void carryOut(ClaimedCheck claimed) {
    WarehouseCheck check = claimed.check();
    Optional<Warehouse> warehouse = warehouses.find(check.account(), check.warehouse());
    Steps steps = new Steps(claimed);
    try (WorkFolders.WorkFolder folder = folders.create("warehouse-" + check.id().value())) {
      connect.connect(warehouse.orElseThrow(), folder.path(), steps::begin);
      steps.end(CheckState.SUCCESSFUL, Optional.empty());
    } catch (RuntimeException failed) {
      Redactor redactor = new Redactor(warehouse.map(found -> found.connection().secret().values()).orElseGet(List::of));
      Failure failure = Failures.of(failed);
      steps.end(CheckState.FAILED, Optional.of(
          new Failure(failure.code(), redactor.redact(failure.message()), redactor.redact(failure.detail()))));
    }
  }

  /** Writes down how far it is. */
  private final class Steps {
    private final ClaimedCheck claimed;
    private String step = "";

    Steps(ClaimedCheck claimed) {
      this.claimed = claimed;
    }

    void begin(String begun) {
      step = begun;
      save(CheckState.RUNNING, Optional.empty(), Optional.empty());
    }

    void end(CheckState state, Optional<Failure> failure) {
      save(state, failure, Optional.of(clock.instant()));
    }

    private void save(CheckState state, Optional<Failure> failure, Optional<Instant> finishedAt) {
      WarehouseCheck check = claimed.check();
      WarehouseCheck now = new WarehouseCheck(
          check.id(), check.account(), check.warehouse(), state, step, failure, check.requestedAt(), finishedAt);
      if (checks.save(now, claimed.lease()) == 0) {
        LOG.log(Level.WARNING, "the test {0} of a warehouse was taken for lost while it was carried out here", check.id().value());
      }
    }
  }
}
