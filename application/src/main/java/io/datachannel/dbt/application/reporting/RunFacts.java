package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.Optional;

/**
 * What a reporter found out about a run.
 *
 * @param commit     the hash of the commit, at most 64 characters
 * @param dbtVersion of dbt-core, at most 32 characters
 */
public record RunFacts(Optional<String> commit, Optional<String> dbtVersion) {

  /** @throws InvalidInput when one is empty or too long */
  public RunFacts {
    commit.ifPresent(text -> Text.required("commit", text, 64));
    dbtVersion.ifPresent(text -> Text.required("dbtVersion", text, 32));
  }

  boolean isEmpty() {
    return commit.isEmpty() && dbtVersion.isEmpty();
  }
}
