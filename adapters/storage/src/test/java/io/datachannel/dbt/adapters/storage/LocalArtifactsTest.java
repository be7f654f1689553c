package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.ArtifactsContract;

class LocalArtifactsTest extends ArtifactsContract {

  @Override
  protected Artifacts artifacts() {
    return new LocalArtifacts(folder.resolve("storage"));
  }
}
