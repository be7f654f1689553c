package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.MySqlWarehouseChecks;
import io.datachannel.dbt.adapters.persistence.MySqlWarehouses;
import io.datachannel.dbt.adapters.profiles.YamlWarehouseProfiles;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseChecksResource;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.application.warehouses.CarryOutWarehouseCheck;
import io.datachannel.dbt.application.warehouses.ConnectByDbt;
import io.datachannel.dbt.application.warehouses.RequestWarehouseCheck;
import io.datachannel.dbt.application.warehouses.TendWarehouseChecks;
import java.time.Duration;
import java.time.InstantSource;

/** The wiring of the jobs that test warehouses. */
record WarehouseTests(MySqlWarehouses warehouses, MySqlWarehouseChecks checks, TendWarehouseChecks tend, WorkSignal signal, InstantSource clock) {
  private static final int AT_ONCE = 2;
  private static final Duration BEAT = Duration.ofMillis(500);

  static WarehouseTests of(MySqlWarehouses warehouses, MySqlWarehouseChecks checks, LeaseTerms lease, InstantSource clock) {
    return new WarehouseTests(warehouses, checks, new TendWarehouseChecks(checks, lease, clock), new WorkSignal(), clock);
  }

  LocalExecutor executor(DbtTools tools, Health health) {
    CarryOutWarehouseCheck carryOut = new CarryOutWarehouseCheck(warehouses, checks, tools.folders(),
        new ConnectByDbt(tools.environments(), new YamlWarehouseProfiles(tools.folders()), tools.single()), clock);
    return new LocalExecutor("warehouse tests", health.whenReady(_ -> tend.claim().stream().<Runnable>map(claimed -> () -> {
      try {
        carryOut.carryOut(claimed);
      } finally {
        tend.done(claimed);
      }
    }).toList()), AT_ONCE, signal, health.faults());
  }

  void beat(Heartbeat heartbeat, LeaseTerms lease) {
    heartbeat.every(BEAT, "tend tests of warehouses", tend::tick);
    heartbeat.every(lease.look(), "reap tests of warehouses", tend::reap);
  }

  WarehouseChecksResource resource(UnitOfWork work, PostOnce once) {
    return new WarehouseChecksResource(new RequestWarehouseCheck(warehouses, checks, work, signal, clock), checks, once);
  }
}
