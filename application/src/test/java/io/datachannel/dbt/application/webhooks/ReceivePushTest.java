package io.datachannel.dbt.application.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datachannel.dbt.application.account.SequentialTokens;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.projects.InMemoryProjectHistory;
import io.datachannel.dbt.application.projects.InMemoryProjectUses;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.refresh.InMemoryRefreshes;
import io.datachannel.dbt.application.refresh.RefreshByItself;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReceivePushTest {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final Caller ANOTHER = new Caller(new AccountId(2), new UserId(1), Role.EDITOR);
  private static final String SHOP = "https://git.example/acme/shop.git";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryRefreshes refreshes = new InMemoryRefreshes(clock);
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
  private final DirectUnitOfWork work = new DirectUnitOfWork();
  private final MakeWebhook make =
      new MakeWebhook(projects, webhooks, new SequentialTokens(), new InMemoryProjectHistory(), work, clock);
  private final ReceivePush receive = new ReceivePush(webhooks, projects, new InMemoryProjectUses(projects),
      new RefreshByItself(projects, refreshes, refreshes, work, new WorkSignal(), clock), work, clock);
  private final ProjectId onMain = project(CALLER, SHOP, "main");
  private final Webhook webhook = make.make(CALLER, onMain);

  private ProjectId project(Caller caller, String repository, String branch) {
    return projects.add(caller, "00000000-0000-4000-8000-000000000001", ProjectBuilder.aProject().from(repository, branch).definition());
  }

  /** The projects that a refresh waits for, which it does no more. */
  private List<ProjectId> refreshed() {
    List<ProjectId> all = new ArrayList<>();
    refreshes.claim("copy-a", Duration.ofHours(1)).ifPresent(claimed -> {
      assertEquals(RefreshCause.WEBHOOK, claimed.refresh().cause());
      all.add(claimed.refresh().project());
      all.addAll(refreshed());
    });
    return all;
  }

  @Test
  void theProjectsOfTheBranchAreRefreshedAndNoOthers() {
    ProjectId alsoOnMain = project(CALLER, SHOP, "main");
    ProjectId onDevelop = project(CALLER, SHOP, "develop");
    project(CALLER, "https://git.example/acme/other.git", "main");
    project(ANOTHER, SHOP, "main");

    receive.receive(webhook, "1", Set.of("main"));
    assertEquals(List.of(onMain, alsoOnMain), refreshed());

    receive.receive(webhook, "2", Set.of("develop", "none"));
    assertEquals(List.of(onDevelop), refreshed());
  }

  @Test
  @Tag("fault-52")
  void aDeliveryThatComesAgainDoesNothing() {
    receive.receive(webhook, "1", Set.of("main"));
    assertEquals(List.of(onMain), refreshed());

    receive.receive(webhook, "1", Set.of("main"));
    assertEquals(List.of(), refreshed());
  }

  @Test
  @Tag("fault-52")
  void manyPushesBeforeTheRefreshBeginsAreOne() {
    receive.receive(webhook, "1", Set.of("main"));
    receive.receive(webhook, "2", Set.of("main"));

    assertEquals(List.of(onMain), refreshed());
  }

  @Test
  void anotherSecretKeepsTheAddress() {
    Webhook again = make.make(CALLER, onMain);

    assertEquals(webhook.key(), again.key());
    assertNotEquals(webhook.secret(), again.secret());
    assertEquals(2, again.revision());
  }
}
