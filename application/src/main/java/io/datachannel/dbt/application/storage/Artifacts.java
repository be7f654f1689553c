package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The artifacts of runs: manifest.json, run_results.json, sources.json, catalog.json; of several steps, run_results.1.json and so on. They can be read at once, and reach the storage
 * together with the log of their run.
 */
public interface Artifacts {

  /**
   * Takes the file, which may be gone then; a later one replaces it.
   *
   * @param name     a plain file name
   * @param redactor takes out what must not be kept; the file is never held in memory, and what is JSON stays JSON
   */
  void store(AccountId account, RunId run, String name, Path file, Redactor redactor);

  /**
   * Keeps what was stored by another name, too.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure also when it is not there
   */
  void storeAlsoAs(AccountId account, RunId run, String name, String other);

  /** Empty when it is not there. */
  Optional<StoredFile> find(AccountId account, RunId run, String name);

  /** An address from which anyone can download it until it expires; empty when it is not there, or the storage has none. */
  Optional<URI> link(AccountId account, RunId run, String name, Duration validity);
}
