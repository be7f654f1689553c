package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects of one account that need the same have it once; a uv and a Python that only make files stand in for the real ones. */
class SharedEnvironmentsTest {
  private static final String SIX = "six==1.17.0";
  private static final String OTHER_SIX = "six==1.16.0";

  @TempDir private Path root;
  private StandInTools tools;
  private UvEnvironments environments;

  @BeforeEach
  void tools() throws IOException {
    tools = StandInTools.in(root);
    environments = tools.environments();
  }

  @AfterEach
  void stop() {
    tools.processes().close();
  }

  @Test
  void projectsOfAnAccountShareWhatIsTheSame() throws IOException {
    Environment one = prepared("account-1", "1-shop-a-uuid1", SIX);
    Environment other = prepared("account-1", "1-shop-b-uuid2", SIX);

    assertEquals(new Environment(one.python(), one.fingerprint(), one.lock(), true), other);
    assertFalse(one.reused());
    assertTrue(Files.isSameFile(root.resolve("envs/1-shop-b-uuid2").resolve(one.lock()).resolve("bin/python"), one.python()));
  }

  @Test
  void accountsShareNothing() throws IOException {
    Environment one = prepared("account-1", "1-shop-a-uuid1", SIX);
    Environment other = prepared("account-2", "2-shop-a-uuid2", SIX);

    assertFalse(other.reused());
    assertNotEquals(one.python(), other.python());
    assertFalse(Files.isSameFile(one.python(), other.python()));
  }

  @Test
  void whatADeletedProjectSharedStaysUntilTheLastIsDeleted() throws IOException {
    Environment shared = prepared("account-1", "1-shop-a-uuid1", SIX);
    prepared("account-1", "1-shop-b-uuid2", SIX);

    environments.deleteOf("uuid1");
    assertTrue(Files.exists(shared.python()));
    assertFalse(Files.exists(root.resolve("envs/1-shop-a-uuid1")));

    environments.deleteOf("uuid2");
    assertEquals(List.of(), entriesOf("account-1"));
  }

  @Test
  void whatAProjectLeavesBehindOthersKeep() throws IOException {
    Environment first = prepared("account-1", "1-shop-a-uuid1", SIX);
    prepared("account-1", "1-shop-b-uuid2", SIX);
    prepared("account-1", "1-shop-a-uuid1", OTHER_SIX);
    prepared("account-1", "1-shop-a-uuid1", "six==1.15.0");
    assertTrue(Files.exists(first.python()));

    Environment second = prepared("account-1", "1-shop-b-uuid2", OTHER_SIX);
    prepared("account-1", "1-shop-b-uuid2", "six==1.15.0");

    assertFalse(Files.exists(first.python()));
    assertTrue(Files.exists(second.python()));
    assertEquals(2, entriesOf("account-1").size());
  }

  @Test
  void aBuildThatFailsIsShownToEachThatNeedsItAndBuiltAnew() throws IOException {
    Path broken = Files.createFile(tools.broken());
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failed("1-shop-a-uuid1"));
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failed("1-shop-b-uuid2"));

    Files.delete(broken);

    assertFalse(prepared("account-1", "1-shop-a-uuid1", SIX).reused());
    assertTrue(prepared("account-1", "1-shop-b-uuid2", SIX).reused());
  }

  private Environment prepared(String owner, String name, String requirements) throws IOException {
    return environments.prepare(request(owner, name, requirements), _ -> { }).orFail();
  }

  private FailureCode failed(String name) throws IOException {
    return switch (environments.prepare(request("account-1", name, SIX), _ -> { })) {
      case Result.Failed<Environment> failure -> failure.failure().code();
      case Result.Ok<Environment> ok -> throw new AssertionError(ok);
    };
  }

  private EnvironmentRequest request(String owner, String name, String requirements) throws IOException {
    Path file = Files.writeString(root.resolve("requirements.txt"), requirements);
    return new EnvironmentRequest(owner, name, DbtVersion.standard(), WarehouseType.DUCKDB, Optional.of(file));
  }

  private List<Path> entriesOf(String owner) throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve("envs/shared").resolve(owner))) {
      return entries.toList();
    }
  }
}
