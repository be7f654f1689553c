package io.datachannel.dbt.application.dbt;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import java.nio.file.Path;
import java.util.List;

/** Reads dbt's manifest.json. */
public interface Manifests {

  /** @return the enabled nodes that dbt builds, sorted by unique_id; or PARSE_FAILED when the file is missing or not a manifest */
  Result<List<Model>> read(Path manifest);

  /** The same, with all that is shown of them. */
  Result<ManifestContent> readWhole(Path manifest);

  /**
   * What a manifest holds.
   *
   * @param models  the enabled nodes that dbt builds, sorted by unique_id
   * @param details of each of these
   * @param others  what data comes from or goes to besides, such as sources and exposures, sorted by unique_id
   */
  record ManifestContent(List<Model> models, List<ModelDetail> details, List<LineageNode> others) {}
}
