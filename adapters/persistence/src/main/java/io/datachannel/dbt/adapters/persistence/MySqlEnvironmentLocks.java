package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.EnvironmentLocks;
import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.application.environments.EnvironmentLock;
import io.datachannel.dbt.application.environments.LockedPackage;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of {@code dbt_environment_locks} and {@code dbt_project_environments}. */
public final class MySqlEnvironmentLocks implements EnvironmentLocks {
  private static final String BETWEEN = "==";

  private final Session session;

  public MySqlEnvironmentLocks(Database database) {
    this.session = database.session();
  }

  @Override
  public Choice choose(AccountId account, ProjectId project, String fingerprint) {
    return session.one(EnvironmentLockStatements.CHOOSE, of(account, project).with("fingerprint", fingerprint), row -> new Choice(
        row.optionalText("own_lock"), row.optionalText("shared_lock"), row.optionalInstant("upgrade_requested_at"))).orElseThrow();
  }

  @Override
  public Optional<EnvironmentLock> find(AccountId account, String lock) {
    return session.one(EnvironmentLockStatements.FIND, Values.of("account", account.value()).with("digest", lock), MySqlEnvironmentLocks::lock);
  }

  @Override
  public Optional<Resolved> resolved(AccountId account, String lock) {
    return session.one(EnvironmentLockStatements.RESOLVED, Values.of("account", account.value()).with("digest", lock),
        row -> new Resolved(lock(row), row.text("requirements")));
  }

  @Override
  public void keep(AccountId account, Resolved resolved) {
    session.put(EnvironmentLockStatements.KEEP, Values.of("account", account.value()).with("digest", resolved.lock().digest())
        .with("python", resolved.lock().python()).with("requirements", resolved.requirements())
        .with("packages", resolved.lock().packages().stream().map(LockedPackage::toString).collect(Collectors.joining("\n"))));
  }

  @Override
  public void use(AccountId account, ProjectId project, Fingerprints fingerprints, String lock, Instant at) {
    session.put(EnvironmentLockStatements.USE, of(account, project).with("fingerprint", fingerprints.fingerprint()).with("kind", fingerprints.kind())
        .with("digest", lock).with("used_since", at));
  }

  @Override
  public List<Used> lastGood(AccountId account, ProjectId project, String kind) {
    return session.all(EnvironmentLockStatements.LAST_GOOD, of(account, project).with("kind", kind), MySqlEnvironmentLocks::used);
  }

  @Override
  public Optional<Used> latest(AccountId account, ProjectId project) {
    return session.one(EnvironmentLockStatements.LATEST, of(account, project), MySqlEnvironmentLocks::used);
  }

  private static Values of(AccountId account, ProjectId project) {
    return Values.of("account", account.value()).with("project", project.value());
  }

  private static Used used(Row row) {
    return new Used(row.text("fingerprint"), row.text("lock_digest"), row.instant("used_since"));
  }

  private static EnvironmentLock lock(Row row) {
    return new EnvironmentLock(row.text("python_version"), row.text("packages").lines().map(line -> {
      int end = line.indexOf(BETWEEN);
      return new LockedPackage(line.substring(0, end), line.substring(end + BETWEEN.length()));
    }).toList());
  }
}
