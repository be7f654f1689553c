package io.datachannel.dbt.application.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.git.FakeRemoteBranches;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The branch of a project is looked at every five minutes, more or less. */
class LookAtBranchesTest {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryCredentials credentials = new InMemoryCredentials();
  private final InMemoryRefreshes refreshes = new InMemoryRefreshes(clock);
  private final InMemoryWatchedBranches watched = new InMemoryWatchedBranches(projects, clock);
  private final FakeRemoteBranches remote = new FakeRemoteBranches(Map.of());
  private final RefreshByItself byItself =
      new RefreshByItself(projects, refreshes, refreshes, new DirectUnitOfWork(), new WorkSignal(), clock);
  private final LookAtBranches looks = new LookAtBranches(watched, credentials, remote, byItself, BETWEEN);
  private final ProjectId project = projects.add(CALLER, "00000000-0000-4000-8000-000000000001", ProjectBuilder.aProject()
      .with(credentials.add(CALLER.account(), "public", new GitAccess.Public())).definition());

  @BeforeEach
  void refreshedOnce() {
    watched.refreshed(project, "c1");
    push("c1");
    look();
    look();
    assertEquals(List.of(), asked());
  }

  private Project found() {
    return projects.find(CALLER.account(), project).orElseThrow();
  }

  private void push(String commit) {
    remote.push(found().definition().source(), commit);
  }

  private void look() {
    clock.advance(BETWEEN.multipliedBy(2));
    looks.due(4).forEach(Runnable::run);
  }

  /** Claims what is queued. */
  private List<RefreshCause> asked() {
    return refreshes.claim("copy-a", Duration.ofHours(1)).map(ClaimedRefresh::refresh).map(Refresh::cause).stream().toList();
  }

  @Test
  void aBranchThatHasMovedIsRefreshed() {
    push("c2");
    look();

    assertEquals(List.of(RefreshCause.POLL), asked());
  }

  /** Git would not send it to a server that is not the provider's own. */
  @Test
  void aTokenOfAProviderGoesAsOneOfTheProjectsOwnServer() {
    GitAccess.HttpsToken token = new GitAccess.HttpsToken("x", new Secret("glpat_1"), GitProvider.GITLAB);
    projects.put(found().changed(ProjectBuilder.aProject().with(credentials.add(CALLER.account(), "token", token)).definition()));
    look();

    assertEquals(token.boundTo("git.example"), remote.opened());
  }

  @Test
  void oneThatHasNotIsNot() {
    look();

    assertEquals(List.of(), asked());
  }

  @Test
  void aCommitIsAskedForOnceThoughItsRefreshFailsBeforeItKnowsIt() {
    push("c2");
    look();
    asked();
    look();
    assertEquals(List.of(), asked());

    push("c3");
    look();
    assertEquals(List.of(RefreshCause.POLL), asked());
  }

  @Test
  void aRefreshThatWaitsReadsTheNewestCommitToo() {
    refreshes.add(CALLER.account(), project, clock.instant());
    push("c2");
    look();

    assertEquals(List.of(RefreshCause.USER), asked());
    assertEquals(List.of(), asked());
  }

  @Test
  void whoeverDoesNotWantItIsLeftAlone() {
    push("c2");
    ProjectDefinition before = found().definition();
    ProjectSettings settings = before.settings();
    ProjectDefinition off = new ProjectDefinition(before.name(), before.warehouse(), before.credential(), before.source(),
        new ProjectSettings(settings.dbtVersion(), settings.projectPath(), settings.requirements(), settings.arguments(), settings.threads(),
            settings.timeout(), settings.defaults(), false), before.notificationLevel());
    projects.put(found().changed(off));
    look();
    assertEquals(List.of(), asked());

    projects.put(found().changed(before).in(ProjectStatus.PAUSED));
    look();
    assertEquals(List.of(), asked());

    projects.put(found().in(ProjectStatus.ACTIVE));
    look();
    assertEquals(List.of(RefreshCause.POLL), asked());
  }

  @Test
  void aRepositoryThatFailsIsLookedAtMoreAndMoreSeldom() {
    projects.put(found().changed(ProjectBuilder.aProject().with(found().definition().credential()).from("https://git.example/gone", "main")
        .definition()));
    Duration before = Duration.ZERO;
    for (int failure = 1; failure <= 6; failure++) {
      clock.advance(Duration.ofHours(12));
      looks.due(4).forEach(Runnable::run);
      Duration next = Duration.between(clock.instant(), watched.dueAt(project));
      assertTrue(next.compareTo(before) > 0, next + " after " + before);
      before = next;
    }
    clock.advance(Duration.ofHours(12));
    looks.due(4).forEach(Runnable::run);
    Duration longest = Duration.between(clock.instant(), watched.dueAt(project));
    assertTrue(longest.compareTo(Duration.ofHours(7)) < 0 && longest.compareTo(Duration.ofHours(5)) > 0, longest::toString);

    push("c1");
    clock.advance(Duration.ofHours(12));
    looks.due(4).forEach(Runnable::run);
    assertTrue(Duration.between(clock.instant(), watched.dueAt(project)).compareTo(Duration.ofMinutes(6)) < 0);
  }

  @Test
  void looksOfProjectsPart() {
    Project other = projects.find(CALLER.account(), projects.add(CALLER, "7b0d4a52-7a43-4c0e-9d7e-0d2b7e1c9a11",
        ProjectBuilder.aProject().with(found().definition().credential()).definition())).orElseThrow();
    watched.refreshed(other.id(), "c1");
    look();
    look();

    assertEquals(Optional.empty(), Optional.of(watched.dueAt(other.id())).filter(watched.dueAt(project)::equals));
  }
}
