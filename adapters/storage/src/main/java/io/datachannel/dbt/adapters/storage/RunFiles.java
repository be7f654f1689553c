package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of runs lie: live ones while a run goes on, stored ones afterwards. */
record RunFiles(Path live, Path stored) {
  static final String JOURNAL = "events.ndjson";
  static final String LOG = "run.log";

  /** The path in the storage, for people and for {@code log_file_path}. */
  static String key(AccountId account, RunId run, String name) {
    return "accounts/" + account.value() + "/runs/" + run.value() + "/" + name;
  }

  Path live(AccountId account, RunId run, String name) {
    return live.resolve(key(account, run, name));
  }

  Path stored(AccountId account, RunId run, String name) {
    return stored.resolve(key(account, run, name));
  }

  /** The live file while there is one, the stored one otherwise; it may not exist either. */
  Path current(AccountId account, RunId run, String name) {
    Path file = live(account, run, name);
    return Files.exists(file) ? file : stored(account, run, name);
  }
}
