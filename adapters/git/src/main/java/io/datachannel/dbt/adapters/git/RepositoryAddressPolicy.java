package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.network.Network;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which repositories may be reached: https and ssh on the Internet, everything else only where the operator says so.
 *
 * @param localFolders  folders that file:// addresses may point into
 * @param insecureHosts hosts that may be reached by http, whatever their addresses are
 * @param reachable     hosts that may be reached though they are not on the Internet
 * @param tokenHosts    where logins and tokens of providers that are bound to no host may go besides hosts that are named here
 */
public record RepositoryAddressPolicy(List<Path> localFolders, List<String> insecureHosts, ReachableHosts reachable, TokenHosts tokenHosts) {

  /** With the providers where they are on the Internet. */
  public RepositoryAddressPolicy(List<Path> localFolders, List<String> insecureHosts, ReachableHosts reachable) {
    this(localFolders, insecureHosts, reachable, TokenHosts.STANDARD);
  }

  /** Empty when the address may be reached, as far as it can be told without asking for the host's address. */
  Optional<Failure> refusal(RepositoryUrl repository) {
    URI uri = repository.uri();
    return switch (uri.getScheme()) {
      case "https", "ssh" -> ofLiteral(uri);
      case "http" -> isInsecure(uri.getHost()) ? Optional.empty() : refused(
          "The repository is addressed by http, which would show its content and token to the network; use https://.");
      case "file" -> local(uri) ? Optional.empty() : refused(
          "The repository is addressed by file://, and its folder is not one that this service may read; use https://, "
              + "or have the operator add the folder to git.local-folders.");
      default -> refused("The repository must be addressed by https:// or ssh://.");
    };
  }

  /** The same, and empty only when what the credential holds can open such an address. */
  Optional<Failure> refusal(RepositoryUrl repository, GitAccess access) {
    boolean bySsh = repository.uri().getScheme().equals("ssh");
    if (bySsh && !(access instanceof GitAccess.SshKey)) {
      return Optional.of(Failure.of(FailureCode.REPOSITORY_ACCESS_DENIED, "The repository is addressed by ssh, which takes a credential of "
          + "kind 'ssh-key'; make one, or use the repository's https:// address."));
    }
    if (!bySsh && access instanceof GitAccess.SshKey) {
      return Optional.of(Failure.of(FailureCode.REPOSITORY_ACCESS_DENIED, "The credential is an SSH key, which opens addresses such as "
          + "git@github.com:acme/shop.git; use that one, or a credential of another kind."));
    }
    return refusal(repository).or(() -> ofBound(repository.uri(), access));
  }

  private static Optional<Failure> ofBound(URI uri, GitAccess access) {
    boolean isForAnother = access instanceof GitAccess.HttpsToken token && uri.getHost() != null
        && token.host().filter(host -> !host.equalsIgnoreCase(uri.getHost())).isPresent();
    return isForAnother ? refused("The token is for another host than " + uri.getHost() + " and is not sent there.") : Optional.empty();
  }

  /** Why a host may not be connected to at an address that its name was found to lead to; empty when it may. */
  Optional<String> refusal(String host, InetAddress address) {
    return isInsecure(host) ? Optional.empty() : reachable.refusal(host, address, "git.private-hosts");
  }

  /** The same, and empty only when what the credential sends may go there, too. */
  Optional<String> refusal(String host, InetAddress address, GitAccess access) {
    return refusal(host, address).or(() -> isInsecure(host) || reachable.areNamed(host, address)
        ? Optional.empty() : tokenHosts.refusal(host, access));
  }

  private boolean isInsecure(String host) {
    return insecureHosts.stream().anyMatch(host::equalsIgnoreCase);
  }

  /** A host that is an address: only one way to write it is taken, since others read 0177.0.0.1 in another way than we do. */
  private Optional<Failure> ofLiteral(URI uri) {
    String host = uri.getHost().replaceAll("^\\[|]$", "");
    if (!Network.isMeant(host)) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      return host.contains(":") || address.getHostAddress().equals(host) ? refusal(host, address).flatMap(RepositoryAddressPolicy::refused)
          : refused("The host '" + host + "' is an address in an unusual form; write it as four decimal numbers.");
    } catch (IllegalArgumentException _) {
      return refused("The host '" + host + "' is neither a name nor an address.");
    }
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
