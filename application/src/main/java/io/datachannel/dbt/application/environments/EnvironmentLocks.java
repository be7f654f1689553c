package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was resolved for the projects of an account, so that nothing changes by itself; locks are named by their digests. */
public interface EnvironmentLocks {

  /** Which lock a project keeps to for a fingerprint, and whether it is to be resolved anew. */
  Choice choose(AccountId account, ProjectId project, String fingerprint);

  /** What an account's lock says. */
  Optional<EnvironmentLock> find(AccountId account, String lock);

  /** The same with what it is installed from. */
  Optional<Resolved> resolved(AccountId account, String lock);

  /** The lock is kept; one that is kept already stays as it is. */
  void keep(AccountId account, Resolved resolved);

  /** From now on the project keeps to this lock, which was kept before: an environment of it was ready. */
  void use(AccountId account, ProjectId project, Fingerprints fingerprints, String lock, Instant at);

  /** What a project used last for anything of a kind, newest first; at most ten. */
  List<Used> lastGood(AccountId account, ProjectId project, String kind);

  /** What a project used last for anything. */
  Optional<Used> latest(AccountId account, ProjectId project);

  /**
   * @param own     what the project used last for the fingerprint
   * @param shared  what any project of the account used last for it
   * @param upgrade when a user asked to resolve anew; empty when nobody waits for that
   */
  record Choice(Optional<String> own, Optional<String> shared, Optional<Instant> upgrade) {
    /** Its own goes first: what another project was upgraded to changes nothing for this one. */
    public Optional<String> lock() {
      return own.or(() -> shared);
    }
  }

  /** @param since when the project began to use it, UTC */
  record Used(String fingerprint, String lock, Instant since) {}
}
