package io.datachannel.dbt.application.dbt;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.project.Model;
import java.nio.file.Path;
import java.util.List;

/** Reads dbt's manifest.json. */
public interface Manifests {

  /** @return the enabled nodes that dbt builds, sorted by unique_id; or PARSE_FAILED when the file is missing or not a manifest */
  Result<List<Model>> read(Path manifest);
}
