package io.datachannel.dbt.application.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Credentials} does. */
public abstract class CredentialsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final GitAccess TOKEN = new GitAccess.HttpsToken("x-token-auth", new Secret("ghp_it's\"é\\🦆"));
  private static final GitAccess PUBLIC = new GitAccess.Public();

  protected abstract Credentials credentials();

  @Test
  public void aTokenIsFoundAsItWasGiven() {
    CredentialId id = credentials().add(OURS, "Größe 🦆", TOKEN);

    assertEquals(Optional.of(new Credential(id, OURS, "Größe 🦆", TOKEN, 1)), credentials().find(OURS, id));
  }

  @Test
  public void theProviderOfATokenIsKept() {
    for (GitProvider provider : GitProvider.values()) {
      GitAccess access = new GitAccess.HttpsToken("u", new Secret("t"), provider);

      assertEquals(Optional.of(access), credentials().find(OURS, credentials().add(OURS, "x", access)).map(Credential::access));
    }
  }

  @Test
  public void aTokenIsBoundToItsHostWithoutAnotherRevision() {
    GitAccess.HttpsToken token = new GitAccess.HttpsToken("x-token-auth", new Secret("ghp_it's\"é\\🦆"));
    CredentialId id = credentials().add(OURS, "git", token);

    assertEquals(0, credentials().bind(ANOTHER, id, "git.evil.example"));
    assertEquals(1, credentials().bind(OURS, id, "git.acme.example"));

    Credential bound = new Credential(id, OURS, "git", token.boundTo("git.acme.example"), 1);
    assertEquals(Optional.of(bound), credentials().find(OURS, id));
    assertEquals(1, credentials().update(bound.changed("renamed", bound.access())));
    assertEquals(Optional.of(bound.access()), credentials().find(OURS, id).map(Credential::access));
  }

  @Test
  public void aLoginAtGitHubIsFoundAsItWasGiven() {
    for (List<String> scopes : List.of(List.of("repo", "read:org"), List.<String>of())) {
      GitAccess access = new GitAccess.GitHubOAuth("octo-cat", scopes, new Secret("gho_1"));

      assertEquals(Optional.of(access), credentials().find(OURS, credentials().add(OURS, "x", access)).map(Credential::access));
    }
  }

  @Test
  public void aLoginThatEndsIsFoundAsItWasGiven() {
    GitAccess access = new GitAccess.GitHubOAuth("octo-cat", List.of(), new Secret("ghu_1"),
        Optional.of(new GitAccess.Renewal(new Secret("ghr_1"), Instant.parse("2026-03-01T18:00:00Z"))));

    assertEquals(Optional.of(access), credentials().find(OURS, credentials().add(OURS, "x", access)).map(Credential::access));
  }

  @Test
  public void aKeyPairIsFoundAsItWasGiven() {
    HostKey git = HostKey.of("hostKeys", "[git.acme.example]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
    for (List<HostKey> servers : List.of(List.of(git, git), List.<HostKey>of())) {
      GitAccess access = new GitAccess.SshKey("ssh-ed25519 AAAA datachannel-dbt", new Secret("private half"), servers);

      assertEquals(Optional.of(access), credentials().find(OURS, credentials().add(OURS, "x", access)).map(Credential::access));
    }
  }

  @Test
  public void publicAccessNeedsNoSecret() {
    CredentialId id = credentials().add(OURS, "public", PUBLIC);

    assertEquals(Optional.of(PUBLIC), credentials().find(OURS, id).map(Credential::access));
  }

  @Test
  public void anotherAccountFindsNothing() {
    CredentialId id = credentials().add(OURS, "shop", TOKEN);

    assertEquals(Optional.empty(), credentials().find(ANOTHER, id));
    assertEquals(List.of(), credentials().list(ANOTHER, new Page(0, 10)));
  }

  @Test
  public void listsComeByIdAndPageByPage() {
    CredentialId first = credentials().add(OURS, "one", PUBLIC);
    CredentialId second = credentials().add(OURS, "two", TOKEN);
    CredentialId third = credentials().add(OURS, "three", PUBLIC);

    assertEquals(List.of(first, second), ids(new Page(0, 2)));
    assertEquals(List.of(third), ids(new Page(second.value(), 2)));
  }

  @Test
  public void aChangeCountsTheRevisionUp() {
    Credential first = credentials().find(OURS, credentials().add(OURS, "shop", PUBLIC)).orElseThrow();
    Credential second = first.changed("Größe", TOKEN);

    assertEquals(1, credentials().update(second));
    assertEquals(Optional.of(second), credentials().lock(OURS, first.id()));
  }

  @Test
  public void aChangeOfAnOldRevisionChangesNothing() {
    Credential first = credentials().find(OURS, credentials().add(OURS, "shop", PUBLIC)).orElseThrow();
    Credential second = first.changed("second", PUBLIC);
    credentials().update(second);

    assertEquals(0, credentials().update(first.changed("late", TOKEN)));
    assertEquals(Optional.of(second), credentials().find(OURS, first.id()));
  }

  @Test
  public void onlyItsAccountDeletesIt() {
    CredentialId id = credentials().add(OURS, "shop", TOKEN);

    assertEquals(0, credentials().delete(ANOTHER, id));
    assertEquals(Optional.empty(), credentials().lock(ANOTHER, id));
    assertEquals(1, credentials().delete(OURS, id));
    assertEquals(Optional.empty(), credentials().find(OURS, id));
  }

  private List<CredentialId> ids(Page page) {
    return credentials().list(OURS, page).stream().map(Credential::id).toList();
  }
}
