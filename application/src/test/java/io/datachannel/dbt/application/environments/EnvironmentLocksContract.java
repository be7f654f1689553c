package io.datachannel.dbt.application.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.EnvironmentLocks.Choice;
import io.datachannel.dbt.application.environments.EnvironmentLocks.Used;
import io.datachannel.dbt.application.environments.EnvironmentUpgrades.Upgrade;
import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all {@link EnvironmentLocks} and {@link EnvironmentUpgrades} do. */
public abstract class EnvironmentLocksContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
  private static final Fingerprints FINGERPRINTS = new Fingerprints("a".repeat(64), "c".repeat(64));
  private static final Fingerprints LIKE = new Fingerprints("b".repeat(64), "c".repeat(64));
  private static final Resolved FIRST = resolved("1.7.1");
  private static final Resolved SECOND = resolved("1.9.1");

  protected abstract EnvironmentLocks locks();

  protected abstract EnvironmentUpgrades upgrades();

  /** One more project of the account. */
  protected abstract ProjectId project(AccountId account);

  private static Resolved resolved(String version) {
    return new Resolved(new EnvironmentLock("3.12.1", List.of(new LockedPackage("agate", version), new LockedPackage("dbt-core", "1.11.16"))),
        "agate==" + version + " \\\n    --hash=sha256:" + "0".repeat(64) + "\n".repeat(2));
  }

  private static String digest(Resolved resolved) {
    return resolved.lock().digest();
  }

  private ProjectId using(Resolved resolved, Fingerprints fingerprints, Instant at) {
    ProjectId project = project(OURS);
    use(project, resolved, fingerprints, at);
    return project;
  }

  private void use(ProjectId project, Resolved resolved, Fingerprints fingerprints, Instant at) {
    locks().keep(OURS, resolved);
    locks().use(OURS, project, fingerprints, digest(resolved), at);
  }

  @Test
  public void aLockComesBackAsItWas() {
    locks().keep(OURS, FIRST);
    locks().keep(OURS, FIRST);

    assertEquals(Optional.of(FIRST), locks().resolved(OURS, digest(FIRST)));
    assertEquals(Optional.of(FIRST.lock()), locks().find(OURS, digest(FIRST)));
    assertEquals(Optional.empty(), locks().find(OURS, digest(SECOND)));
    assertEquals(Optional.empty(), locks().find(ANOTHER, digest(FIRST)));
    assertEquals(Optional.empty(), locks().resolved(ANOTHER, digest(FIRST)));
  }

  @Test
  public void aProjectKeepsToItsOwnAndOthersOfTheAccountBeginWithTheNewest() {
    ProjectId first = using(FIRST, FINGERPRINTS, AT);
    ProjectId upgraded = using(SECOND, FINGERPRINTS, AT.plusSeconds(1));
    ProjectId fresh = project(OURS);

    assertEquals(choice(Optional.of(digest(FIRST)), digest(SECOND)), locks().choose(OURS, first, FINGERPRINTS.fingerprint()));
    assertEquals(choice(Optional.of(digest(SECOND)), digest(SECOND)), locks().choose(OURS, upgraded, FINGERPRINTS.fingerprint()));
    assertEquals(choice(Optional.empty(), digest(SECOND)), locks().choose(OURS, fresh, FINGERPRINTS.fingerprint()));
    assertEquals(new Choice(Optional.empty(), Optional.empty(), Optional.empty()), locks().choose(OURS, first, LIKE.fingerprint()));
    assertEquals(new Choice(Optional.empty(), Optional.empty(), Optional.empty()),
        locks().choose(ANOTHER, project(ANOTHER), FINGERPRINTS.fingerprint()));
  }

  private static Choice choice(Optional<String> own, String shared) {
    return new Choice(own, Optional.of(shared), Optional.empty());
  }

  @Test
  public void whatIsUsedAgainIsTheNewestAgain() {
    ProjectId project = using(FIRST, FINGERPRINTS, AT);
    use(project, SECOND, FINGERPRINTS, AT.plusSeconds(1));
    assertEquals(Optional.of(digest(SECOND)), locks().choose(OURS, project, FINGERPRINTS.fingerprint()).own());

    use(project, FIRST, FINGERPRINTS, AT.plusSeconds(2));

    assertEquals(Optional.of(digest(FIRST)), locks().choose(OURS, project, FINGERPRINTS.fingerprint()).own());
    assertEquals(Optional.of(new Used(FINGERPRINTS.fingerprint(), digest(FIRST), AT.plusSeconds(2))), locks().latest(OURS, project));
  }

  @Test
  public void whatCanStandInIsOfTheProjectAndTheKind() {
    ProjectId project = using(FIRST, FINGERPRINTS, AT);
    use(project, SECOND, LIKE, AT.plusSeconds(1));
    use(project, resolved("0.1"), new Fingerprints("d".repeat(64), "e".repeat(64)), AT.plusSeconds(2));
    using(resolved("0.2"), FINGERPRINTS, AT.plusSeconds(3));

    assertEquals(List.of(new Used(LIKE.fingerprint(), digest(SECOND), AT.plusSeconds(1)), new Used(FINGERPRINTS.fingerprint(), digest(FIRST), AT)),
        locks().lastGood(OURS, project, FINGERPRINTS.kind()));
    assertEquals(List.of(), locks().lastGood(ANOTHER, project, FINGERPRINTS.kind()));
    assertEquals(Optional.empty(), locks().latest(ANOTHER, project));
  }

  @Test
  public void anUpgradeIsChosenUntilItEnded() {
    ProjectId project = using(FIRST, FINGERPRINTS, AT);
    assertEquals(Optional.empty(), upgrades().find(OURS, project));

    upgrades().request(project, AT);
    assertEquals(Optional.of(AT), locks().choose(OURS, project, FINGERPRINTS.fingerprint()).upgrade());
    assertEquals(Optional.of(new Upgrade(AT, Optional.empty(), Optional.empty())), upgrades().find(OURS, project));

    Failure failure = new Failure(FailureCode.ENVIRONMENT_UNRESOLVABLE, "They don't \"fit\" 🦆.", "");
    upgrades().end(project, AT, AT.plusSeconds(5), Optional.of(failure));
    assertEquals(Optional.empty(), locks().choose(OURS, project, FINGERPRINTS.fingerprint()).upgrade());
    assertEquals(Optional.of(new Upgrade(AT, Optional.of(AT.plusSeconds(5)), Optional.of(failure))), upgrades().find(OURS, project));
  }

  @Test
  public void anUpgradeThatIsAskedForAgainIsDoneAgain() {
    ProjectId project = project(OURS);
    upgrades().request(project, AT);
    upgrades().request(project, AT.plusSeconds(1));

    upgrades().end(project, AT, AT.plusSeconds(2), Optional.empty());

    assertEquals(Optional.of(AT.plusSeconds(1)), locks().choose(OURS, project, FINGERPRINTS.fingerprint()).upgrade());
  }
}
