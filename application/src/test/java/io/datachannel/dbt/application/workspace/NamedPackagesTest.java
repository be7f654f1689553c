package io.datachannel.dbt.application.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Packages;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPackagesTest {
  private static final DbtVersion VERSION = DbtVersion.of("1.11.16");

  @TempDir private Path folder;

  @Test
  @Tag("fault-27")
  void theAddressesOfGitAndOfArchivesAreKnown() throws IOException {
    Files.writeString(folder.resolve("packages.yml"), """
        packages:
          - package: dbt-labs/dbt_utils
            version: 1.1.1
          # - git: https://commented.example/out.git
          - git: "https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@git.example/a.git"
            revision: main
          - {git: 'git@git.example:acme/b.git', revision: v1}
          - tarball: https://10.0.0.1/c.tar.gz
          - git: "{{ var('address') }}"
          - local: ../beside
        """);
    Files.writeString(folder.resolve("dependencies.yml"), "packages:\n  - git: file:///etc\n");

    assertEquals(List.of("https://x@git.example/a.git", "git@git.example:acme/b.git", "https://10.0.0.1/c.tar.gz", "file:///etc"),
        new NamedPackages(folder).addresses());
  }

  @ParameterizedTest
  @ValueSource(strings = {"packages.yml", "dependencies.yml", "package-lock.yml", "dbt_project.yml"})
  void aFileThatIsNoneThatAnyoneWroteIsNotRead(String name) throws IOException {
    String packages = "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]";
    Files.writeString(folder.resolve("packages.yml"), packages);
    Files.writeString(folder.resolve(name), "#".repeat(1024 * 1024));
    named(VERSION);

    Files.writeString(folder.resolve(name), "#".repeat(1024 * 1024 + 1));

    Failure failure = assertThrows(StepFailure.class, () -> named(VERSION)).failure();
    assertEquals(FailureCode.PACKAGES_UNRESOLVABLE, failure.code());
    assertTrue(failure.message().startsWith(name + " is larger than 1 MiB"), failure.message());
  }

  /** As large as a file may be, and looked through once rather than for each of its characters. */
  @ParameterizedTest
  @ValueSource(strings = {"{{", "\n", "local: ", "git: ", " "})
  void wordsThatBeginAgainAndAgainTakeNoLongTime(String begun) throws IOException {
    Files.writeString(folder.resolve("packages.yml"), begun.repeat(1024 * 1024 / begun.length()));

    assertTimeout(Duration.ofSeconds(20), () -> {
      new NamedPackages(folder).addresses();
      named(VERSION);
    });
  }

  @Test
  void aProjectMayNameNone() throws IOException {
    assertTrue(new NamedPackages(folder).areNone());
    Files.writeString(folder.resolve("dependencies.yml"), "projects: []");
    assertEquals(false, new NamedPackages(folder).areNone());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.3.0\n",
      "packages:\n  - package: dbt-labs/dbt_utils\n    version: \"1.3.0\" # tested\n",
      "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]",
      "packages:\n  - git: https://git.example/a.git\n    revision: 0123456789abcdef0123456789abcdef01234567\n",
      "packages:\n  - git: \"https://git.example/a.git\"\n    revision: v1.2.3\n  - package: a/b\n    version: 0.1.2\n"})
  void exactVersionsGiveTheSamePackagesWhateverTheCommit(String packages) throws IOException {
    assertTrue(fingerprint(packages).isPresent());
    assertEquals(fingerprint(packages), fingerprint(packages));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "packages:\n  - package: dbt-labs/dbt_utils\n    version: [\">=1.0.0\", \"<2.0.0\"]\n",
      "packages:\n  - package: dbt-labs/dbt_utils\n",
      "packages:\n  - package: dbt-labs/dbt_utils\n    version: \">=1.0.0\"\n",
      "packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.3\n",
      "packages:\n  - git: https://git.example/a.git\n    revision: main\n",
      "packages:\n  - git: https://git.example/a.git\n",
      "packages:\n  - tarball: https://git.example/a.tar.gz\n    name: a\n"})
  void versionsThatFloatGiveTheSamePackagesOnlyByALockFile(String packages) throws IOException {
    assertEquals(Optional.empty(), fingerprint(packages));

    Files.writeString(folder.resolve("package-lock.yml"), "packages: []\nsha1_hash: abc\n");
    Optional<String> locked = fingerprint(packages);
    assertTrue(locked.isPresent());

    Files.writeString(folder.resolve("package-lock.yml"), "packages: []\nsha1_hash: def\n");
    assertNotEquals(locked, fingerprint(packages));
  }

  @ParameterizedTest
  @ValueSource(strings = {"packages:\n  - local: ../shared\n", "packages: [{\"local\": \"shared\"}]",
      "packages:\n  - package: a/b\n    version: \"{{ env_var('B') }}\"\n"})
  void filesOfTheCommitAndWordsOfDbtAreLookedAtForEachCommit(String packages) throws IOException {
    Files.writeString(folder.resolve("package-lock.yml"), "packages: []\nsha1_hash: abc\n");

    assertEquals(Optional.empty(), fingerprint(packages));
  }

  @Test
  void whateverDecidesAboutPackagesIsInTheFingerprint() throws IOException {
    String packages = "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]";
    Optional<String> first = fingerprint(packages);

    assertNotEquals(first, fingerprint(packages.replace("1.3.0", "1.3.1")));
    Files.writeString(folder.resolve("packages.yml"), packages);
    assertNotEquals(first, named(DbtVersion.of("1.10.23")).fingerprint());
    Files.writeString(folder.resolve("dbt_project.yml"), "packages-install-path: elsewhere");
    assertNotEquals(first, fingerprint(packages));
  }

  @Test
  void whereTheyLieIsRelativeToTheCheckout() {
    assertEquals(new Packages(named(VERSION).fingerprint(), "dbt_packages", "package-lock.yml"), named(VERSION));
    assertEquals("analytics/dbt_packages", new NamedPackages(folder).in(Path.of("analytics"), VERSION).folder());
  }

  private Optional<String> fingerprint(String packages) throws IOException {
    Files.writeString(folder.resolve("packages.yml"), packages);
    return named(VERSION).fingerprint();
  }

  private Packages named(DbtVersion version) {
    return new NamedPackages(folder).in(Path.of(""), version);
  }
}
