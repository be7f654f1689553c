package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.adapters.dbt.Kept.NoServer;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose servers go when there is too little memory for all; a Python that only holds some stands in for dbt. */
class DbtServersTest {
  private static final int ALL_MEGABYTES = 200;
  private static final Programs PROGRAMS = Programs.ofService();
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir
  Path folder;

  private final Processes processes = new Processes(PROGRAMS);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
  private DbtServers servers;

  @BeforeEach
  void begin() throws IOException {
    StartServers start = new StartServers(Files.createFile(folder.resolve("dbt_server.py")), processes, PROGRAMS,
        ServerFolder.in(folder.resolve("servers")), new DbtConfines(new TestFolders(folder)), now::get);
    servers = new DbtServers(start, new ServerLimits(ALL_MEGABYTES, LONG, LONG), now::get);
  }

  @AfterEach
  void end() {
    servers.close();
    processes.close();
  }

  @Test
  void theAccountThatHoldsMostLosesItsServerFirst() throws Exception {
    started(1, 10);
    started(2, 10);
    now.updateAndGet(time -> time.plusSeconds(1));
    started(3, 135);

    started(4, 40);

    assertEquals(accounts(1, 2, 4), servers.accounts());
  }

  @Test
  void ofAccountsThatHoldTheSameTheLeastRecentlyUsedLoses() throws Exception {
    DbtServer first = started(1, 55);
    started(2, 55);
    now.updateAndGet(time -> time.plusSeconds(1));
    first.take();
    first.release();

    started(3, 80);

    assertEquals(accounts(1, 3), servers.accounts());
  }

  @Test
  void whoTakesMoreThanHalfEndsNothingOfOthers() throws Exception {
    started(1, 80);

    assertThrows(NoServer.class, () -> started(2, 120));

    assertEquals(accounts(1), servers.accounts());
    started(3, 50);
    assertEquals(accounts(1, 3), servers.accounts());
  }

  @Test
  void oneThatTakesMoreThanHalfServesNoNewRunsOnceOthersNeedRoom() throws Exception {
    DbtServer large = started(1, 120);
    large.take();
    assertThrows(NoServer.class, () -> started(2, 90));
    assertFalse(large.isUsable());

    now.updateAndGet(time -> time.plus(LONG));
    started(2, 90);

    assertEquals(accounts(2), servers.accounts());
    large.release();
  }

  private DbtServer started(long account, int megabytes) throws IOException, NoServer {
    Path bin = Files.createDirectories(folder.resolve(account + "-" + megabytes).resolve("bin"));
    Path python = Files.writeString(bin.resolve("python"), "#!/bin/sh\nexec python3 -c \"import os, sys; held = b'x' * " + megabytes
        + " * 1024 * 1024; print('{\\\"event\\\": \\\"ready\\\", \\\"pid\\\": %d}' % os.getpid(), flush=True); sys.stdin.read()\"\n");
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    return servers.base(new EnvironmentKey(new AccountId(account), python, "stamp"));
  }

  private static Set<AccountId> accounts(long... ids) {
    return Arrays.stream(ids).mapToObj(AccountId::new).collect(Collectors.toSet());
  }
}
