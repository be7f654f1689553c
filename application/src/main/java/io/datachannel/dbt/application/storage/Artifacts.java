package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The artifacts of runs: manifest.json, run_results.json, sources.json, catalog.json. */
public interface Artifacts {

  /** @param name a plain file name @return the path in the storage */
  String store(AccountId account, RunId run, String name, Path file);

  /** The caller closes the stream. */
  Optional<InputStream> open(AccountId account, RunId run, String name);
}
