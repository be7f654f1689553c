package io.datachannel.dbt.domain.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.path.RelativePath;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectInputsTest {

  @ParameterizedTest
  @CsvSource({"shop,shop", "./shop,shop", "a/b/,a/b", "a//b,a/b", "a/./b,a/b", ".,''", "./,''", "a/..b,a/..b", "a b/c,a b/c"})
  void aPathInsideItsFolderIsNormalised(String given, String kept) {
    assertEquals(kept, RelativePath.of("projectPath", given).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "a/../b", "a/..", "/etc", "~/x", "C:\\x", "C:/x", "a\\b"})
  void aPathThatLeavesItsFolderIsRefused(String given) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> RelativePath.of("projectPath", given));
    assertEquals(FailureCode.PROJECT_PATH_INVALID, refused.code());
    assertEquals("projectPath", refused.field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "feature/a-b", "release-1.2", "größe", "a@b"})
  void aBranchThatGitAllowsIsTaken(String name) {
    assertEquals(name, BranchName.of(name).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a b", "a..b", "a~1", "a^", "a:b", "a?", "a*", "a[b", "/a", "a/", "a//b", ".a", "a/.b", "a.", "a.lock", "a.lock/b", "-a",
      "@", "a@{b", "a\\b"})
  void aBranchThatGitRefusesIsRefused(String name) {
    assertEquals("branch", assertThrows(InvalidInput.class, () -> BranchName.of(name)).field());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "github.com:a/b.git", "ssh://h/a", "ssh://git:p@h/a", "ssh://-oProxyCommand=x@h/a", "git@h:-u", "git@-h:a", "git@h:a b",
      "git@h:a'b", "ssh://git@h/a?x=1", "ftp://h/a", "https:///a", "https://user@h/a", "https://u:p@h/a", "https://h/a?x=1",
      "https://h/a#b", "not a url", "/etc/passwd", "ext::sh -c id"})
  void anAddressOfAnotherKindIsRefused(String url) {
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, assertThrows(InvalidInput.class, () -> RepositoryUrl.of(url)).code());
  }

  @ParameterizedTest
  @CsvSource({
      "https://github.com/acme/shop.git,shop", "https://github.com/acme/shop/,shop", "file:///data/sample/shop,shop",
      "git@github.com:acme/shop.git,shop", "git@git.example:shop,shop", "ssh://git@git.example:2222/~/teams/shop.git,shop"})
  void theRepositoryIsNamedByItsLastPart(String url, String name) {
    assertEquals(name, RepositoryUrl.of(url).repositoryName());
  }

  @ParameterizedTest
  @CsvSource({"git@github.com:acme/shop.git,github.com,-1,/acme/shop.git", "git@git.example:~/shop,git.example,-1,/~/shop",
      "ssh://git@git.example:2222/acme/shop,git.example,2222,/acme/shop"})
  void anAddressOfSshNamesItsHost(String url, String host, int port, String path) {
    URI uri = RepositoryUrl.of(url).uri();

    assertEquals(url, RepositoryUrl.of(url).value());
    assertEquals(List.of("ssh", "git", host, port, path), List.of(uri.getScheme(), uri.getUserInfo(), uri.getHost(), uri.getPort(), uri.getPath()));
  }

  @ParameterizedTest
  @CsvSource({"1.11,1.11.16", "1.5,1.5.12", "1.8.3,1.8.3", "1.11.2,1.11.2"})
  void aLineMeansItsNewestPatch(String asked, String exact) {
    assertEquals(exact, DbtVersion.of(asked).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4", "1.12", "2.0", "1", "latest", "1.11.x", "1.11.16.1", " 1.11", "1.9999"})
  void aVersionThatIsNotOfferedIsRefused(String asked) {
    assertEquals(FailureCode.DBT_VERSION_UNKNOWN, assertThrows(InvalidInput.class, () -> DbtVersion.of(asked)).code());
  }
}
