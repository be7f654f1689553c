package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.environments.LockedPackage;
import io.datachannel.dbt.domain.failure.Blame;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real uv with an index that holds what it should not, or changes: fault 28 of the list, and what a lock is good for. */
class FaultyIndexTest {
  private static final Path TOOLS = Path.of("target", "tools").toAbsolutePath();
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  @TempDir private Path root;
  private final Programs programs = Programs.ofService();
  private final Processes processes = new Processes(programs);
  private LocalIndex index;

  @BeforeEach
  void start() throws IOException {
    index = LocalIndex.start();
  }

  @AfterEach
  void stop() {
    processes.close();
    index.close();
  }

  @Test
  void aLockHasEachPackageAndTheHashOfItsFile() throws IOException {
    index.wheel("six", "1.16.0", "").wheel("six", "1.17.0", "").wheel("tool", "2.0", "Requires-Dist: six>=1.0");

    Resolved resolved = resolved("tool");

    assertEquals(List.of("dbt-core==1.11.16", "dbt-duckdb==1.9.0", "six==1.17.0", "tool==2.0"),
        resolved.lock().packages().stream().map(LockedPackage::toString).toList());
    assertEquals(4, resolved.requirements().lines().filter(line -> line.contains("--hash=sha256:")).count(), resolved.requirements());
    assertFalse(resolved.requirements().contains("127.0.0.1"), resolved.requirements());
  }

  @Test
  void whatWasLockedIsBuiltThoughThereAreNewerOnes() throws IOException {
    index.wheel("six", "1.16.0", "");
    Resolved resolved = resolved("six");
    index.wheel("six", "1.17.0", "");

    Environment built = built(resolved);

    assertTrue(Files.exists(siteOf(built).resolve("six-1.16.0.dist-info")));
    assertEquals(resolved.lock().digest(), built.lock());
    assertEquals(Optional.of(new Environment(built.python(), built.fingerprint(), built.lock(), true)), environments().latest(request()));
  }

  @Test
  @Tag("fault-28")
  void aFileThatIsAnotherOneThanItWasIsNotInstalled() throws IOException {
    index.wheel("six", "1.16.0", "");
    Resolved resolved = resolved("six");
    index.wheel("six", "1.16.0", "", "print('another')");

    Failure failure = failureOf(resolved);

    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failure.code());
    assertTrue(failure.message().contains("lock"), failure + failure.detail());
  }

  @Test
  void aPackageThatIsGoneIsNotTheProjectsFault() throws IOException {
    index.wheel("six", "1.16.0", "");
    Resolved resolved = resolved("six");
    index.remove("six");

    Failure failure = failureOf(resolved);

    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failure.code());
    assertTrue(failure.message().contains("gone from the package index"), failure + failure.detail());
  }

  @Test
  void anIndexWithoutHashesIsTaken() throws IOException {
    index.withoutHashes();

    assertTrue(Files.exists(built(resolved("")).python()));
  }

  @Test
  @Tag("fault-28")
  void aSourcePackageIsNotBuiltAndItsCodeNotRun() throws IOException {
    Path trace = root.resolve("trace");
    index.source("evil", "1.0", archive("evil-1.0/setup.py", "open('" + trace + "', 'w')"));

    Failure failure = unresolvable("evil");

    assertTrue(failure.detail().contains("evil"), failure.detail());
    assertFalse(Files.exists(trace));
  }

  @Test
  @Tag("fault-28")
  void pinsThatConflictAreNamed() throws IOException {
    index.wheel("tool", "1.0", "Requires-Dist: dbt-core==1.5.0");

    assertTrue(unresolvable("tool==1.0").detail().contains("dbt-core==1.5.0"));
  }

  @Test
  @Tag("fault-28")
  void aYankedReleaseIsNotChosen() throws IOException {
    index.wheel("six", "1.16.0", "").yanked("six", "1.17.0").yanked("gone", "1.0");

    assertEquals(Optional.of("1.16.0"), resolved("six").lock().versionOf("six"));
    unresolvable("gone");
  }

  @Test
  @Tag("fault-28")
  void aPackageThatTheIndexDoesNotHaveIsNamed() throws IOException {
    assertTrue(unresolvable("nothing-of-the-kind").detail().contains("nothing-of-the-kind"));
  }

  @Test
  @Tag("fault-29")
  void anIndexThatHasNotEvenDbtIsNotTheProjectsFault() throws IOException {
    for (int status : new int[] {404, 403}) {
      index.failWith(status);

      assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failure(environments().resolve(request("six"), _ -> { })).code(), "" + status);
    }
  }

  @Test
  @Tag("fault-29")
  void anIndexThatIsAwayForAMomentIsAskedAgain() throws IOException {
    index.wheel("six", "1.16.0", "").failNext(2);

    assertEquals(Optional.of("1.16.0"), resolved("six").lock().versionOf("six"));
  }

  @Test
  @Tag("fault-29")
  void withAnIndexThatStaysAwayWhatIsBuiltIsUsedAndNothingElseIsTheProjectsFault() throws IOException {
    index.wheel("six", "1.16.0", "");
    Environment built = built(resolved("six"));
    index.failWith(503);
    int before = index.requests();

    Failure failure = failure(environments().resolve(request("tomli"), _ -> { }));

    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failure.code(), failure::toString);
    assertEquals(Blame.INTERNAL, failure.code().blame());
    assertTrue(failure.message().contains("index could not be reached"), failure.message());
    assertTrue(index.requests() - before >= 3, () -> index.requests() - before + " requests");
    assertEquals(Optional.of(built.lock()), environments().ready(request("six"), built.lock()).map(Environment::lock));

    index.close();
    assertTrue(environments().ready(request("six"), built.lock()).isPresent());
  }

  @Test
  @Tag("fault-28")
  void aWheelThatNeverEndsIsGivenUpAndNothingOfItStays() throws IOException {
    index.endless("huge", "1.0");
    Resolved resolved = resolved("huge");

    Failure failure = failureOf(resolved);

    assertEquals(FailureCode.ENVIRONMENT_TOO_LARGE, failure.code(), failure::toString);
    assertTrue(failure.message().contains("32 MB"), failure.message());
    assertTrue(bytesIn(root) < MOST_BYTES, "some of it stayed");
  }

  /** It has the rights of whoever installs it; later it runs in the sandbox of its account. */
  @Test
  @Tag("fault-28")
  void aPackageWithCodeForEachStartOfPythonDoesNotRunWhileItIsInstalled() throws IOException {
    Path ran = root.resolve("ran");
    index.startingWith("evil", "1.0", "import pathlib; pathlib.Path('" + ran + "').write_text('as the service')");

    Environment built = built(resolved("evil"));

    assertTrue(Files.exists(siteOf(built).resolve("evil_start.pth")));
    assertFalse(Files.exists(ran));
  }

  private UvEnvironments environments() {
    HostVariables variables = new HostVariables(Map.of("PATH", programs.searchPath(), "UV_DEFAULT_INDEX", index.url()));
    // The tool itself comes from the index of the machine.
    UvTool uv = new UvTool(TOOLS.resolve("uv"), Optional.empty(), processes, programs, new HostVariables(System.getenv()));
    return new UvEnvironments(new EnvironmentPlaces(root.resolve("envs"), root.resolve("cache"), MOST_BYTES, EnvironmentPlaces.STANDARD_CACHE), uv, processes, programs, variables);
  }

  private EnvironmentRequest request() {
    return new EnvironmentRequest("account-1", "shop", DbtVersion.of("1.11.16"), WarehouseType.DUCKDB,
        Optional.of(root.resolve("requirements.txt")));
  }

  private EnvironmentRequest request(String requirements) throws IOException {
    Files.writeString(root.resolve("requirements.txt"), requirements);
    return request();
  }

  private Resolved resolved(String requirements) throws IOException {
    return switch (environments().resolve(request(requirements), _ -> { })) {
      case Result.Ok<Resolved>(Resolved resolved) -> resolved;
      case Result.Failed<Resolved>(Failure failure) -> fail(failure.toString());
    };
  }

  private Failure unresolvable(String requirements) throws IOException {
    Failure failure = failure(environments().resolve(request(requirements), _ -> { }));
    assertEquals(FailureCode.ENVIRONMENT_UNRESOLVABLE, failure.code(), failure::toString);
    return failure;
  }

  private Environment built(Resolved resolved) {
    return switch (environments().build(request(), resolved, _ -> { })) {
      case Result.Ok<Environment>(Environment environment) -> environment;
      case Result.Failed<Environment>(Failure failure) -> fail(failure.toString());
    };
  }

  private Failure failureOf(Resolved resolved) {
    return failure(environments().build(request(), resolved, _ -> { }));
  }

  private static <T> Failure failure(Result<T> result) {
    return switch (result) {
      case Result.Ok<T> ok -> fail("It worked: " + ok);
      case Result.Failed<T>(Failure failure) -> failure;
    };
  }

  private static Path siteOf(Environment environment) throws IOException {
    try (Stream<Path> lib = Files.list(environment.python().getParent().resolveSibling("lib"))) {
      return lib.findFirst().orElseThrow().resolve("site-packages");
    }
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** A tar file of one entry, zipped. */
  private static byte[] archive(String name, String content) throws IOException {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(content.length()) + "00000000000\0" + "        " + "0");
    put(header, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte each : header) {
      sum += each;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(header);
      zip.write(content.getBytes(StandardCharsets.US_ASCII));
      zip.write(new byte[512 - content.length() % 512 + 1024]);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
