package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real uv and the real package index; downloads are kept in target/ for the next time. */
class UvEnvironmentsTest {
  private static final Path TOOLS = Path.of("target", "tools").toAbsolutePath();
  private static final DbtVersion DBT = DbtVersion.of("1.11.16");

  @TempDir
  Path root;

  private final Programs programs = Programs.ofService();
  private final Processes processes = new Processes(programs);
  private final List<String> progress = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.close();
  }

  @Test
  void aProjectGetsAnEnvironmentWithItsDbtThatIsReusedWhileNothingChanges() {
    Environment built = prepared(environments(), DBT, Optional.empty());
    assertFalse(built.reused());
    assertTrue(dbtVersionIn(built).contains("1.11.16"));
    assertTrue(byteCompiled(built));
    assertTrue(progress.stream().anyMatch(line -> line.contains("dbt-core==1.11.16")), progress.toString());

    Environment again = prepared(environmentsWithoutUv(), DBT, Optional.empty());
    assertEquals(new Environment(built.python(), built.fingerprint(), built.lock(), true), again);
  }

  @Test
  void otherRequirementsGiveAnotherEnvironmentAndTheOneBeforeStaysWhileOlderOnesGo() throws IOException {
    UvEnvironments environments = environments();
    Environment first = prepared(environments, DBT, Optional.empty());
    Environment second = prepared(environments, DBT, requirements("six==1.15.0"));
    assertNotEquals(first.fingerprint(), second.fingerprint());
    assertTrue(Files.exists(first.python()));
    Environment third = prepared(environments, DBT, requirements("six==1.16.0"));
    assertFalse(Files.exists(first.python()));
    assertTrue(Files.exists(second.python()));
    assertTrue(prints(third, "import six; print(six.__version__)").contains("1.16.0"));
  }

  @Test
  void requirementsThatComeToTheSameAreTheSameEnvironment() throws IOException {
    UvEnvironments environments = environments();
    Environment plain = prepared(environments, DBT, Optional.empty());

    Environment same = prepared(environments, DBT, requirements("dbt-core>=1.11"));

    assertNotEquals(plain.fingerprint(), same.fingerprint());
    assertEquals(plain.lock(), same.lock());
    assertTrue(same.reused());
  }

  @Test
  void requirementsThatCannotBeResolvedLeaveTheOldEnvironmentWorking() throws IOException {
    Environment old = prepared(environments(), DBT, Optional.empty());
    Failure failure = failureOf(environments(), DBT, requirements("six==99.9"));
    assertEquals(FailureCode.ENVIRONMENT_UNRESOLVABLE, failure.code());
    assertTrue(failure.detail().contains("six==99.9"), failure.detail());
    assertTrue(failure.message().contains("requirements.txt"), failure.message());
    assertTrue(prepared(environments(), DBT, Optional.empty()).reused());
    assertTrue(dbtVersionIn(old).contains("1.11.16"));
    assertEquals(List.of(), buildingFolders());
  }

  @Test
  void aDbtVersionThatDoesNotExistIsNamed() {
    Failure failure = failureOf(environments(), DbtVersion.of("1.11.99"), Optional.empty());
    assertEquals(FailureCode.ENVIRONMENT_UNRESOLVABLE, failure.code());
    assertTrue(failure.message().contains("no dbt-core 1.11.99"), failure.message());
  }

  @Test
  void aPackageThatIsOnlyThereAsSourceIsNotBuilt() throws IOException {
    Failure failure = failureOf(environments(), DBT, requirements("docopt==0.6.2"));
    assertEquals(FailureCode.ENVIRONMENT_UNRESOLVABLE, failure.code());
    assertTrue(failure.detail().contains("no usable wheels"), failure.detail());
  }

  @Test
  void anIndexThatIsDownIsNotTheUsersFaultAndItsPasswordIsNotTold() {
    Map<String, String> host = new HashMap<>(System.getenv());
    host.put("UV_DEFAULT_INDEX", "http://user:hunter22@127.0.0.1:1/simple");
    UvEnvironments environments =
        new UvEnvironments(root.resolve("envs"), root.resolve("cache"), uv(), processes, programs, new HostVariables(host));
    Failure failure = failureOf(environments, DBT, Optional.empty());
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failure.code());
    assertTrue(failure.message().contains("index could not be reached"), failure.message() + failure.detail());
    assertFalse(failure.toString().contains("hunter22"), failure.detail());
  }

  @Test
  void refusedRequirementsNeverReachUv() throws IOException {
    assertEquals(FailureCode.REQUIREMENTS_REFUSED, failureOf(environmentsWithoutUv(), DBT, requirements("-e .")).code());
  }

  @Test
  void twoRunsAtOnceBuildAnEnvironmentOnce() throws ExecutionException, InterruptedException {
    UvEnvironments environments = environments();
    try (var executor = Executors.newFixedThreadPool(2)) {
      Future<Environment> one = executor.submit(() -> prepared(environments, DBT, Optional.empty()));
      Future<Environment> other = executor.submit(() -> prepared(environments, DBT, Optional.empty()));
      assertEquals(1, Stream.of(one.get(), other.get()).filter(Environment::reused).count());
    }
  }

  @Test
  @Tag("fault-4")
  void whatACrashLeftBehindIsNeverUsed() throws IOException {
    Path half = Files.createDirectories(root.resolve("envs/shared/account-1/.building-half/bin"));
    prepared(environments(), DBT, Optional.empty());
    assertFalse(Files.exists(half));
  }

  private UvEnvironments environments() {
    return environments(uv());
  }

  private UvEnvironments environmentsWithoutUv() {
    return environments(new UvTool(TOOLS, Optional.of(root.resolve("no-uv")), processes, programs, variables()));
  }

  private UvEnvironments environments(UvTool tool) {
    return new UvEnvironments(root.resolve("envs"), TOOLS.resolve("cache"), tool, processes, programs, variables());
  }

  private UvTool uv() {
    return new UvTool(TOOLS.resolve("uv"), Optional.empty(), processes, programs, variables());
  }

  private static HostVariables variables() {
    return new HostVariables(System.getenv());
  }

  private Optional<Path> requirements(String content) throws IOException {
    return Optional.of(Files.writeString(root.resolve("requirements.txt"), content));
  }

  private Environment prepared(UvEnvironments environments, DbtVersion version, Optional<Path> requirements) {
    return switch (environments.prepare(request(version, requirements), progress::add)) {
      case Result.Ok<Environment>(Environment environment) -> environment;
      case Result.Failed<Environment>(Failure failure) -> fail(failure.toString());
    };
  }

  private Failure failureOf(UvEnvironments environments, DbtVersion version, Optional<Path> requirements) {
    return switch (environments.prepare(request(version, requirements), progress::add)) {
      case Result.Ok<Environment> ok -> fail("It was built.");
      case Result.Failed<Environment>(Failure failure) -> failure;
    };
  }

  private static EnvironmentRequest request(DbtVersion version, Optional<Path> requirements) {
    return new EnvironmentRequest("account-1", "shop", version, WarehouseType.DUCKDB, requirements);
  }

  private String dbtVersionIn(Environment environment) {
    return prints(environment, "import dbt.version, dbt.adapters.duckdb; print(dbt.version.installed.to_version_string())");
  }

  private String prints(Environment environment, String script) {
    Command command = new Command(List.of(environment.python().toString(), "-I", "-c", script), root, Map.of());
    Finish finish = processes.run(command, Duration.ofMinutes(1));
    return finish.output();
  }

  private static boolean byteCompiled(Environment environment) {
    Path folder = environment.python().getParent().getParent();
    try (Stream<Path> files = Files.find(folder, 20, (file, attributes) -> file.endsWith(Path.of("__pycache__")))) {
      return files.anyMatch(cache -> cache.toString().contains("/dbt/cli/"));
    } catch (IOException disk) {
      return fail(disk);
    }
  }

  private List<Path> buildingFolders() throws IOException {
    try (Stream<Path> children = Files.list(root.resolve("envs/shared/account-1"))) {
      return children.filter(child -> child.getFileName().toString().startsWith(".building")).toList();
    }
  }
}
