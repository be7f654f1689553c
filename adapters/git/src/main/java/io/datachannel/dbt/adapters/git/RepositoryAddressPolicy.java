package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which repositories may be reached: https anywhere, http and file only where the operator says so.
 *
 * @param localFolders  folders that file:// addresses may point into
 * @param insecureHosts hosts that may be reached by http
 */
public record RepositoryAddressPolicy(List<Path> localFolders, List<String> insecureHosts) {

  /** Empty when the address may be reached. */
  Optional<Failure> refusal(RepositoryUrl repository) {
    URI uri = repository.uri();
    return switch (uri.getScheme()) {
      case "https" -> Optional.empty();
      case "http" -> insecureHosts.stream().anyMatch(uri.getHost()::equalsIgnoreCase) ? Optional.empty() : refused(
          "The repository is addressed by http, which would show its content and token to the network; use https://.");
      case "file" -> local(uri) ? Optional.empty() : refused(
          "The repository is addressed by file://, and its folder is not one that this service may read; use https://, "
              + "or have the operator add the folder to git.local-folders.");
      default -> refused("The repository must be addressed by https://.");
    };
  }

  private boolean local(URI uri) {
    try {
      if (uri.getHost() != null || uri.getPath() == null) {
        return false;
      }
      Path path = Path.of(uri.getPath()).toRealPath();
      for (Path folder : localFolders) {
        // Below it, not itself: for FOLDER, JGit would also try FOLDER.git beside it.
        if (Files.isDirectory(folder) && path.startsWith(folder.toRealPath()) && !path.equals(folder.toRealPath())) {
          return true;
        }
      }
      return false;
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  private static Optional<Failure> refused(String message) {
    return Optional.of(Failure.of(FailureCode.REPOSITORY_URL_REFUSED, message));
  }
}
