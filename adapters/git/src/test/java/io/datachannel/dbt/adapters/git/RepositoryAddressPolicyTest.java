package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressPolicyTest {
  private static final Optional<FailureCode> REFUSED = Optional.of(FailureCode.REPOSITORY_URL_REFUSED);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"https://github.com/acme/shop.git", "https://git.example:8443/a", "http://127.0.0.1:3000/a",
      "http://GIT.local/a"})
  void anAllowedAddressIsTaken(String url) throws Exception {
    assertEquals(Optional.empty(), refusal(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://github.com/acme/shop.git", "http://127.0.0.1.evil.example/a", "http://127.0.0.2/a", "file:///etc"})
  void anyOtherIsRefused(String url) throws Exception {
    assertEquals(REFUSED, refusal(url));
  }

  @Test
  void aFolderBelowALocalFolderIsTaken() throws Exception {
    Path shop = Files.createDirectories(folder.resolve("local/team/shop"));

    assertEquals(Optional.empty(), refusal(shop.toUri().toString()));
  }

  @Test
  void theLocalFolderItselfAndWhatMerelyBeginsLikeItAreRefused() throws Exception {
    Path local = Files.createDirectories(folder.resolve("local"));
    Path beside = Files.createDirectories(folder.resolve("local-secret/shop"));

    assertEquals(REFUSED, refusal(local.toUri().toString()));
    assertEquals(REFUSED, refusal(beside.toUri().toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../elsewhere", "%2e%2e/elsewhere", "link", "link/inner", "not-there"})
  void aWayOutOfTheLocalFolderIsRefused(String way) throws Exception {
    Path local = Files.createDirectories(folder.resolve("local"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/inner")).getParent();
    Files.createSymbolicLink(local.resolve("link"), elsewhere);

    assertEquals(REFUSED, refusal(local.toUri() + way));
  }

  private Optional<FailureCode> refusal(String url) throws Exception {
    Files.createDirectories(folder.resolve("local"));
    return new RepositoryAddressPolicy(List.of(folder.resolve("local")), List.of("127.0.0.1", "git.local"))
        .refusal(RepositoryUrl.of(url)).map(Failure::code);
  }
}
