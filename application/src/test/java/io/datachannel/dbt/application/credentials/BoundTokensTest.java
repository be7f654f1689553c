package io.datachannel.dbt.application.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.InMemoryProjectUses;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.HttpsToken;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A project that is there though its token is bound to nothing is from before tokens were bound, or its token was given anew. */
class BoundTokensTest {
  private static final AccountId OURS = new AccountId(1);
  private static final RepositoryUrl ACME = RepositoryUrl.of("https://GitLab.acme.example/shop.git");
  private static final RepositoryUrl TYPO = RepositoryUrl.of("https://gitlab.acm.example/shop.git");
  private static final RepositoryUrl EVIL = RepositoryUrl.of("https://evil.example/x.git");
  private static final HttpsToken TOKEN = new HttpsToken("x", new Secret("glpat_1"), GitProvider.GITLAB);

  private final InMemoryCredentials credentials = new InMemoryCredentials();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final BoundTokens tokens = new BoundTokens(credentials, new InMemoryProjectUses(projects));
  private final CredentialId token = credentials.add(OURS, "git", TOKEN);

  private Credential found(CredentialId id) {
    return credentials.find(OURS, id).orElseThrow();
  }

  /** As the service adds or changes one. */
  private Project project(int id, RepositoryUrl url) {
    tokens.bind(found(token), url, Optional.of(new ProjectId(id)));
    return unchecked(id, url);
  }

  private Project unchecked(int id, RepositoryUrl url) {
    return projects.put(ProjectBuilder.aProject().withId(id).with(token).from(url.value(), "main").build());
  }

  private void givenAnew() {
    credentials.update(found(token).changed("git", TOKEN));
  }

  private void assertRefused(RepositoryUrl url, int project) {
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, assertThrows(InvalidInput.class, () -> project(project, url)).code());
  }

  @ParameterizedTest
  @EnumSource(GitProvider.class)
  void aTokenIsForTheHostOfItsFirstProject(GitProvider provider) {
    HttpsToken given = new HttpsToken("x", new Secret("t"), provider);
    CredentialId id = credentials.add(OURS, "git", given);
    assertEquals(given, tokens.check(found(id), EVIL, "repository"));

    tokens.bind(found(id), ACME, Optional.empty());

    assertEquals(given.boundTo("gitlab.acme.example"), found(id).access());
    assertEquals(found(id).access(), tokens.check(found(id), ACME, "repository"));
    for (RepositoryUrl other : new RepositoryUrl[] {EVIL, RepositoryUrl.of("https://gitlab.com/shop.git")}) {
      InvalidInput refused = assertThrows(InvalidInput.class, () -> tokens.check(found(id), other, "repository"));
      assertTrue(refused.getMessage().contains("gitlab.acme.example"), refused.getMessage());
      assertThrows(InvalidInput.class, () -> tokens.bind(found(id), other, Optional.empty()));
    }
  }

  @Test
  void projectsFromBeforeTokensWereBoundGoOnWithWhatTheyHave() {
    unchecked(1, ACME);
    unchecked(2, TYPO);
    assertEquals(TOKEN.boundTo("gitlab.acme.example"), BoundTokens.ofProject(found(token), ACME));
    assertEquals(TOKEN.boundTo("gitlab.acme.example"), tokens.check(found(token), ACME, "repository"));
    assertThrows(InvalidInput.class, () -> tokens.check(found(token), EVIL, "repository"));
    assertRefused(EVIL, 1);
    assertRefused(EVIL, 3);

    project(1, ACME);
    project(2, TYPO);

    assertEquals(TOKEN.boundTo("gitlab.acme.example"), found(token).access());
    assertEquals(TOKEN.boundTo("gitlab.acm.example"), BoundTokens.ofProject(found(token), TYPO));
    assertRefused(EVIL, 2);
  }

  @Test
  void aTokenThatIsGivenAnewMayGoWhereItsOnlyProjectIsPutRight() {
    project(1, TYPO);
    assertRefused(ACME, 1);
    givenAnew();

    project(1, ACME);

    assertRefused(TYPO, 1);
    assertRefused(EVIL, 2);
  }

  /** Else whoever has a project with it could take it to a server of his. */
  @Test
  void oneThatOtherProjectsUseStaysWithTheirs() {
    project(1, ACME);
    project(2, ACME);
    givenAnew();

    assertRefused(EVIL, 1);
    assertRefused(EVIL, 3);
  }

  @Test
  void aDeletedProjectHoldsNoTokenThatIsGivenAnew() {
    projects.put(project(1, TYPO).in(ProjectStatus.DELETED));
    assertRefused(ACME, 2);
    givenAnew();

    project(2, ACME);

    assertEquals(TOKEN.boundTo("gitlab.acme.example"), found(token).access());
  }

  /** A public repository is anyone's to add, and sent a token it would be sent to whoever has it. */
  @Test
  void aTokenInThePlaceOfAnotherAccessIsForTheOneHostOfTheProjectsThatUseThat() {
    Credential open = found(credentials.add(OURS, "open", new GitAccess.Public()));
    Credential given = open.changed("open", TOKEN);
    Project ours = ProjectBuilder.aProject().withId(1).from(ACME.value(), "main").build();
    Project foreign = ProjectBuilder.aProject().withId(2).from(EVIL.value(), "main").build();

    assertEquals(open.changed("open", TOKEN.boundTo("gitlab.acme.example")), BoundTokens.ofUsers(open, given, List.of(ours, foreign.in(ProjectStatus.DELETED))));
    assertEquals(given, BoundTokens.ofUsers(open, given, List.of()));
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED,
        assertThrows(InvalidInput.class, () -> BoundTokens.ofUsers(open, given, List.of(ours, foreign))).code());
    assertEquals(given, BoundTokens.ofUsers(given, given, List.of(ours, foreign)), "It may be bound anew.");
  }

  @Test
  void whatIsNotSentIsBoundToNothing() {
    RepositoryUrl ssh = RepositoryUrl.of("ssh://git@evil.example/x.git");
    CredentialId open = credentials.add(OURS, "open", new GitAccess.Public());

    tokens.bind(found(token), ssh, Optional.empty());
    tokens.bind(found(open), ACME, Optional.empty());

    assertEquals(TOKEN, found(token).access());
    assertEquals(TOKEN, BoundTokens.ofProject(found(token), ssh));
    assertEquals(new GitAccess.Public(), tokens.check(found(open), EVIL, "repository"));
  }
}
