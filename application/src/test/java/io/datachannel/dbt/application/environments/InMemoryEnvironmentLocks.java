package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Locks, and which of them projects use, in lists; and the upgrades that users asked for. */
public final class InMemoryEnvironmentLocks implements EnvironmentLocks, EnvironmentUpgrades {
  private final Map<String, Resolved> locks = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();
  private final Map<ProjectId, Upgrade> upgrades = new HashMap<>();

  private record Use(AccountId account, ProjectId project, Fingerprints fingerprints, Used used) {}

  @Override
  public synchronized Choice choose(AccountId account, ProjectId project, String fingerprint) {
    Predicate<Use> same = use -> use.account().equals(account) && use.fingerprints().fingerprint().equals(fingerprint);
    return new Choice(newest(same.and(use -> use.project().equals(project))).map(Used::lock).findFirst(), newest(same).map(Used::lock).findFirst(),
        Optional.ofNullable(upgrades.get(project)).filter(upgrade -> upgrade.endedAt().isEmpty()).map(Upgrade::requestedAt));
  }

  @Override
  public Optional<EnvironmentLock> find(AccountId account, String lock) {
    return resolved(account, lock).map(Resolved::lock);
  }

  @Override
  public synchronized Optional<Resolved> resolved(AccountId account, String lock) {
    return Optional.ofNullable(locks.get(account.value() + " " + lock));
  }

  @Override
  public synchronized void keep(AccountId account, Resolved resolved) {
    locks.putIfAbsent(account.value() + " " + resolved.lock().digest(), resolved);
  }

  @Override
  public synchronized void use(AccountId account, ProjectId project, Fingerprints fingerprints, String lock, Instant at) {
    uses.removeIf(use -> use.project().equals(project) && use.fingerprints().fingerprint().equals(fingerprints.fingerprint()) && use.used().lock().equals(lock));
    uses.add(new Use(account, project, fingerprints, new Used(fingerprints.fingerprint(), lock, at)));
  }

  @Override
  public synchronized List<Used> lastGood(AccountId account, ProjectId project, String kind) {
    return newest(use -> use.account().equals(account) && use.project().equals(project) && use.fingerprints().kind().equals(kind)).limit(10).toList();
  }

  @Override
  public synchronized Optional<Used> latest(AccountId account, ProjectId project) {
    return newest(use -> use.account().equals(account) && use.project().equals(project)).findFirst();
  }

  @Override
  public synchronized void request(ProjectId project, Instant at) {
    upgrades.put(project, new Upgrade(at, Optional.empty(), Optional.empty()));
  }

  @Override
  public synchronized void end(ProjectId project, Instant requestedAt, Instant at, Optional<Failure> failure) {
    upgrades.computeIfPresent(project, (_, known) -> known.requestedAt().equals(requestedAt)
        ? new Upgrade(requestedAt, Optional.of(at), failure.map(reason -> Failure.of(reason.code(), reason.message()))) : known);
  }

  /** Of no account: a test has one, or asks for no other. */
  @Override
  public synchronized Optional<Upgrade> find(AccountId account, ProjectId project) {
    return Optional.ofNullable(upgrades.get(project));
  }

  private Stream<Used> newest(Predicate<Use> wanted) {
    return uses.reversed().stream().filter(wanted).map(Use::used);
  }
}
