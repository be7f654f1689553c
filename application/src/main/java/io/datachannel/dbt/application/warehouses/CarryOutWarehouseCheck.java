package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.result.Failures;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.application.warehouses.WarehouseChecks.ClaimedCheck;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
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
    Steps steps = new Steps(claimed);
    try {
      Warehouse warehouse = warehouses.find(check.account(), check.warehouse())
          .orElseThrow(() -> new StepFailure(Failure.of(FailureCode.NOT_FOUND, "The warehouse was deleted.")));
      // A secret that cannot be opened is found out here, before there is anything to redact.
      Redactor redactor = new Redactor(warehouse.connection().secret().values());
      steps.end(connected(check.id(), warehouse, steps).map(failure -> failure.redacted(redactor)));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
      steps.end(Optional.of(Failures.of(failed)));
    }
  }

  private Optional<Failure> connected(WarehouseCheckId id, Warehouse warehouse, Steps steps) {
    try (WorkFolders.WorkFolder folder = folders.create(warehouse.account(), "warehouse-" + id.value())) {
      connect.connect(warehouse, folder.path(), steps::begin);
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
      return Optional.of(Failures.of(failed));
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

    void end(Optional<Failure> failure) {
      save(failure.isEmpty() ? CheckState.SUCCESSFUL : CheckState.FAILED, failure, Optional.of(clock.instant()));
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
