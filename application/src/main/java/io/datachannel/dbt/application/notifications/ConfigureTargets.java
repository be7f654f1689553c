package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.function.UnaryOperator;

/** Adds, changes and deletes those whom an account has told of its runs. */
public final class ConfigureTargets {
  /** Each end of a run is a message to each of them. */
  public static final int MOST = 50;

  private final NotificationTargets targets;
  private final Projects projects;
  private final Messenger messenger;
  private final TokenSource random;
  private final UnitOfWork work;

  public ConfigureTargets(NotificationTargets targets, Projects projects, Messenger messenger, TokenSource random, UnitOfWork work) {
    this.targets = targets;
    this.projects = projects;
    this.messenger = messenger;
    this.random = random;
    this.work = work;
  }

  /** A fresh secret for a webhook. */
  public Secret freshSecret() {
    return random.fresh();
  }

  /**
   * @throws InvalidInput when a part is empty or too long, a project is not there, or the address is one that nothing is sent to
   * @throws Rejected with TOO_MANY_TARGETS, or MAIL_NOT_CONFIGURED
   */
  public NotificationTarget add(Caller caller, Definition definition) {
    checkChannel(definition.channel());
    check(caller, definition);
    return work.inTransaction(() -> {
      if (targets.count(caller.account()) >= MOST) {
        throw new Rejected(Failure.of(FailureCode.TOO_MANY_TARGETS, "The account has " + MOST
            + " notification targets, and may have no more; delete one first."));
      }
      return new NotificationTarget(targets.add(caller.account(), definition), caller.account(), definition, 1);
    });
  }

  /**
   * @param change gives what it is to be of what it is; it may be called again
   * @throws NotFound when the account has no such target
   * @throws Rejected with PRECONDITION_FAILED when it is not the expected revision; else as {@link #add}
   */
  public NotificationTarget change(Caller caller, TargetId id, ExpectedRevision expected, UnaryOperator<Definition> change) {
    return work.inTransaction(() -> {
      NotificationTarget before = locked(caller, id, expected);
      NotificationTarget after = before.changed(change.apply(before.definition()));
      // One whose address is not permitted any more can still be renamed and switched off.
      if (isAnotherWay(before.definition(), after.definition())) {
        checkChannel(after.definition().channel());
      }
      check(caller, after.definition());
      if (targets.update(after) != 1) {
        throw new IllegalStateException("a locked target changed under the lock: " + id.value());
      }
      return after;
    });
  }

  /** Gives a webhook another secret; the one before signs nothing more. @throws Rejected with TARGET_WITHOUT_SECRET for another kind */
  public NotificationTarget renewSecret(Caller caller, TargetId id) {
    return change(caller, id, new ExpectedRevision.Any(), definition -> switch (definition.channel()) {
      case Channel.Webhook webhook -> new Definition(definition.name(), new Channel.Webhook(webhook.url(), random.fresh()),
          definition.projects(), definition.enabled());
      case Channel.Slack _, Channel.Email _ -> throw new Rejected(Failure.of(FailureCode.TARGET_WITHOUT_SECRET,
          "Only a target of kind WEBHOOK has a secret that signs its messages."));
    });
  }

  /** @throws NotFound when the account has no such target. @throws Rejected with PRECONDITION_FAILED */
  public void delete(Caller caller, TargetId id, ExpectedRevision expected) {
    work.inTransaction(() -> {
      locked(caller, id, expected);
      return targets.delete(caller.account(), id);
    });
  }

  private NotificationTarget locked(Caller caller, TargetId id, ExpectedRevision expected) {
    NotificationTarget found = targets.lock(caller.account(), id).orElseThrow(() -> NotFound.of("notification target", id.value()));
    expected.check(found.revision());
    return found;
  }

  /** Whether messages go by another way than before, or go again. */
  private static boolean isAnotherWay(Definition before, Definition after) {
    return after.enabled() && !before.enabled() || !switch (after.channel()) {
      case Channel.Webhook next -> before.channel() instanceof Channel.Webhook old && old.url().equals(next.url());
      // Compared as it was kept: the secret before may be one that no key opens.
      case Channel.Slack next -> before.channel() == next;
      case Channel.Email next -> before.channel().equals(next);
    };
  }

  private void checkChannel(Channel channel) {
    messenger.refusal(channel).ifPresent(failure -> {
      throw failure.code() == FailureCode.MAIL_NOT_CONFIGURED ? new Rejected(failure)
          : new InvalidInput(failure.code(), channel instanceof Channel.Email ? "email" : "url", failure.message());
    });
  }

  private void check(Caller caller, Definition definition) {
    Text.required("name", definition.name(), 255);
    definition.projects().ifPresent(ids -> ids.forEach(id -> projects.find(caller.account(), id).orElseThrow(() -> new InvalidInput(
        FailureCode.FIELD_INVALID, "projectIds", "There is no project " + id.value() + " in this account."))));
  }
}
