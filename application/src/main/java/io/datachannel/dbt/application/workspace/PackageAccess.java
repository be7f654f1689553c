package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Lets dbt fetch private packages from the host of the project's own repository, with the project's own credential, and from no other. */
public interface PackageAccess {
  /** Gives nothing. */
  PackageAccess NONE = (_, _, _) -> new Opened() {
    @Override
    public Map<String, String> variables() {
      return Map.of();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  };

  /** @param folder of this work alone; the secret may lie in it, readable by the service alone, until this is closed */
  Opened open(RepositoryUrl repository, GitAccess access, Path folder);

  /**
   * Why nothing is fetched from an address that a project names; empty when it may be tried. Addresses that packages name in turn, and those
   * that a template makes, are only known to dbt.
   */
  default Optional<Failure> refusal(String address) {
    return Optional.empty();
  }

  /** What is opened until it is closed. */
  interface Opened extends AutoCloseable {

    /** For the process that fetches; no secret is in them. */
    Map<String, String> variables();

    @Override
    void close();
  }
}
