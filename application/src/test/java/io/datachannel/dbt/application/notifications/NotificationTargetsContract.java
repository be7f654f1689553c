package io.datachannel.dbt.application.notifications;

import static io.datachannel.dbt.application.notifications.TargetBuilder.aTarget;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link NotificationTargets} does. */
public abstract class NotificationTargetsContract {
  protected static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Channel SLACK = new Channel.Slack("hooks.slack.example", new Secret("https://hooks.slack.example/services/T/ü"));
  private static final Channel EMAIL = new Channel.Email(List.of("a@b.example", "c@d.example"));

  protected abstract NotificationTargets targets();

  /** A new project of the account. */
  protected abstract ProjectId aProject(AccountId account);

  private NotificationTarget find(TargetId id) {
    return targets().find(OURS, id).orElseThrow();
  }

  @Test
  public void eachKindIsFoundAsItWasGiven() {
    for (Definition definition : List.of(aTarget().definition(), aTarget().by(SLACK).disabled().definition(),
        aTarget().by(EMAIL).of(aProject(OURS), aProject(OURS)).definition())) {
      TargetId id = targets().add(OURS, definition);

      assertEquals(new NotificationTarget(id, OURS, definition, 1), find(id));
      assertEquals(Optional.of(find(id)), targets().lock(OURS, id));
    }
  }

  @Test
  public void anotherAccountFindsNothing() {
    TargetId id = targets().add(OURS, aTarget().definition());

    assertEquals(Optional.empty(), targets().find(ANOTHER, id));
    assertEquals(Optional.empty(), targets().lock(ANOTHER, id));
    assertEquals(List.of(), targets().list(ANOTHER, new Page(0, 10)));
    assertEquals(0, targets().count(ANOTHER));
    assertEquals(0, targets().delete(ANOTHER, id));
    assertEquals(1, targets().count(OURS));
  }

  @Test
  public void aChangeCountsTheRevisionUpAndMayBeOfEverything() {
    NotificationTarget first = find(targets().add(OURS, aTarget().of(aProject(OURS)).definition()));
    NotificationTarget second = first.changed(aTarget().by(SLACK).of(aProject(OURS)).disabled().definition());
    NotificationTarget third = second.changed(aTarget().by(EMAIL).definition());

    assertEquals(1, targets().update(second));
    assertEquals(second, find(first.id()));
    assertEquals(0, targets().update(first.changed(aTarget().definition())), "not the newest");
    assertEquals(1, targets().update(third));
    assertEquals(third, find(first.id()));
  }

  @Test
  public void listsComeByIdAndPageByPage() {
    TargetId first = targets().add(OURS, aTarget().of(aProject(OURS)).definition());
    TargetId second = targets().add(OURS, aTarget().by(EMAIL).definition());
    TargetId third = targets().add(OURS, aTarget().by(SLACK).definition());

    assertEquals(List.of(find(first), find(second)), targets().list(OURS, new Page(0, 2)));
    assertEquals(List.of(find(third)), targets().list(OURS, new Page(second.value(), 2)));
    assertEquals(3, targets().count(OURS));
  }

  @Test
  public void oneThatIsDeletedIsGone() {
    TargetId id = targets().add(OURS, aTarget().of(aProject(OURS)).definition());

    assertEquals(1, targets().delete(OURS, id));
    assertEquals(0, targets().delete(OURS, id));
    assertEquals(Optional.empty(), targets().find(OURS, id));
  }
}
