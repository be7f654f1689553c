package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of an account that takes more of the disk than it may. */
class WatchDiskTest {
  private static final long MOST = 1000;

  @TempDir
  Path folder;

  private final Map<AccountId, Long> taken = new HashMap<>();
  private RunFixture fixture;
  private WatchDisk watch;

  @BeforeEach
  void make() throws IOException {
    fixture = new RunFixture(folder);
    watch = new WatchDisk(fixture.running, account -> taken.getOrDefault(account, 0L), MOST, fixture.clock);
  }

  @Test
  @Tag("fault-21")
  void aRunBeyondItsQuotaFailsAndSaysSo() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    taken.put(RunFixture.CALLER.account(), MOST + 1);

    watch.tick();

    run.done().join();
    assertEquals(RunStatus.FAILED, fixture.run(run.id()).run().state().status());
    RunError error = fixture.ledger.errors(RunFixture.CALLER.account(), run.id()).getFirst();
    assertEquals(FailureCode.DISK_QUOTA, error.failure().code());
    assertTrue(error.failure().message().contains("disk quota"), error.failure().message());
  }

  @Test
  @Tag("fault-21")
  void runsOfOtherAccountsGoOn() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    taken.put(new AccountId(RunFixture.CALLER.account().value() + 1), MOST + 1);
    taken.put(RunFixture.CALLER.account(), MOST);

    watch.tick();

    assertEquals(RunStatus.RUNNING, fixture.run(run.id()).run().state().status());
    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());
    run.done().join();
  }

  @Test
  void lookingAtManyFilesTakesATwentiethOfTheTime() {
    WatchDisk slow = new WatchDisk(fixture.running, account -> {
      fixture.clock.advance(Duration.ofSeconds(3));
      return 0;
    }, MOST, fixture.clock);
    assertEquals(Duration.ofSeconds(1), slow.pause());
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));

    slow.tick();

    assertEquals(Duration.ofSeconds(60), slow.pause());
    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());
    run.done().join();
    slow.tick();
    assertEquals(Duration.ofSeconds(1), slow.pause(), "Nothing runs, so nothing is looked at.");
  }
}
