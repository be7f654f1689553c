package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.workspace.PackageAccess.Opened;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where dbt packages may come from, and with which settings the git program fetches them. */
class PackageSourcesTest {
  private static final PackageCredentialFile PUBLIC =
      new PackageCredentialFile(new RepositoryAddressPolicy(List.of(), List.of(), ReachableHosts.PUBLIC));
  private static final RepositoryUrl SHOP = RepositoryUrl.of("https://git.example/shop.git");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"https://169.254.169.254/latest", "https://10.0.0.1/a.git", "https://localhost/a.git", "https://[::1]/a.git", "https://2130706433/a.git",
      "https://user:hunter2@127.0.0.1/a.git", "http://git.example/a.git", "git://git.example/a.git", "ext::sh -c id", "file:///etc", "../beside",
      "git@10.0.0.1:a/b.git", "ssh://git@192.168.0.1/a.git", "https://10.0.0.1/a.tar.gz?token=hunter2"})
  @Tag("fault-27")
  void aPrivateOrUnknownPlaceIsNamedAndNotAsked(String address) {
    Failure failure = PUBLIC.refusal(address).orElseThrow();

    assertEquals(FailureCode.PACKAGES_UNRESOLVABLE, failure.code());
    assertTrue(failure.message().startsWith("The package at '"), failure.message());
    assertFalse(failure.message().contains("hunter2"), failure.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://github.invalid/acme/a.git", "https://x@github.invalid/acme/a.git", "git@github.invalid:acme/a.git",
      "https://8.8.8.8/a.tar.gz?x=1"})
  void othersMayBeTried(String address) {
    assertEquals(Optional.empty(), PUBLIC.refusal(address));
  }

  @Test
  void whatTheOperatorNamesIsReached() {
    PackageCredentialFile inside = new PackageCredentialFile(
        new RepositoryAddressPolicy(List.of(), List.of("127.0.0.1"), ReachableHosts.of(List.of("10.0.0.0/8"))));

    assertEquals(Optional.empty(), inside.refusal("http://127.0.0.1:8080/a.git"));
    assertEquals(Optional.empty(), inside.refusal("https://10.0.0.1/a.git"));
  }

  @Test
  @Tag("fault-26")
  void gitRunsNothingThatARepositoryBrings() {
    Map<String, String> settings = settings(PUBLIC);

    assertEquals("explicit", settings.get("safe.bareRepository"));
    assertEquals("/dev/null", settings.get("core.hooksPath"));
    assertEquals("false", settings.get("core.fsmonitor"));
    assertEquals("false", settings.get("http.followRedirects"));
    assertEquals("never", settings.get("protocol.allow"));
    assertEquals("never", settings.get("protocol.file.allow"));
    assertEquals("", settings.get("credential.helper"));
    assertTrue(settings.get("credential.https://git.example.helper").contains("package-credential"));
  }

  private Map<String, String> settings(PackageCredentialFile access) {
    try (Opened opened = access.open(SHOP, CheckoutRig.token("ghp_right1"), folder)) {
      Map<String, String> variables = opened.variables();
      assertFalse(variables.toString().contains("ghp_right1"), variables.toString());
      Map<String, String> settings = new HashMap<>();
      for (int i = 0; i < Integer.parseInt(variables.get("GIT_CONFIG_COUNT")); i++) {
        settings.put(variables.get("GIT_CONFIG_KEY_" + i), variables.get("GIT_CONFIG_VALUE_" + i));
      }
      return settings;
    }
  }
}
