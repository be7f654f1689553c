package io.datachannel.dbt.application.storage;

class InMemoryArtifactsTest extends ArtifactsContract {
  private final InMemoryArtifacts artifacts = new InMemoryArtifacts();

  @Override
  protected Artifacts artifacts() {
    return artifacts;
  }
}
