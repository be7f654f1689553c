package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** What git has with one server: it stays with the repository's own host, at addresses that may be reached, for so many bytes. */
final class Conversation implements TransportConfigCallback {
  private static final long MEGABYTE = 1024L * 1024;
  /** In bytes, of a server about its progress or its troubles, which JGit keeps and adds up piece by piece; git's own are a tenth of that. */
  static final long MOST_WORDS = 256 * 1024;
  private static final String GREETING = "/info/refs?service=git-upload-pack";

  private final RepositoryUrl url;
  private final GitAccess access;
  private final RepositoryAddressPolicy policy;
  private final long mostBytes;
  private long arrived;
  private long words;

  Conversation(RepositoryUrl url, GitAccess access, RepositoryAddressPolicy policy, long mostBytes) {
    this.url = url;
    this.access = access;
    this.policy = policy;
    this.mostBytes = mostBytes;
  }

  @Override
  public void configure(Transport transport) {
    switch (transport) {
      case TransportHttp http -> http.setHttpConnectionFactory(new GuardedHttp(this));
      case SshTransport ssh when access instanceof GitAccess.SshKey key -> ssh.setSshSessionFactory(new KeyedSessions(this, url.uri(), key));
      default -> { } // A folder of this machine.
    }
  }

  /** @throws TransferRefused when the host may not be connected to at this address, which its name was found to lead to, or not with the token */
  void check(String host, InetAddress address) throws TransferRefused {
    Optional<String> refusal = policy.refusal(host, address, access);
    if (refusal.isPresent()) {
      throw new TransferRefused(FailureCode.REPOSITORY_URL_REFUSED, refusal.get());
    }
  }

  /** @throws TransferRefused when a server's answer led git to another server, where the token would go along */
  void checkIsOfRepository(URL address) throws TransferRefused {
    URI own = url.uri();
    if (!address.getProtocol().equals(own.getScheme()) || !address.getHost().equalsIgnoreCase(own.getHost())
        || address.getPort() != own.getPort()) {
      throw new TransferRefused(FailureCode.REPOSITORY_URL_REFUSED, "The repository's server leads to " + address.getProtocol() + "://"
          + address.getAuthority() + ", which is not followed since the token would go along.");
    }
  }

  /**
   * By git's old protocol ("dumb" HTTP) the server is a folder of files, which JGit reads one by one, each as large as it is.
   *
   * @throws TransferRefused when no git is asked but a file
   */
  void checkIsForGit(URL address) throws TransferRefused {
    if (!address.getPath().endsWith("/git-upload-pack") && !(address.getPath() + "?" + address.getQuery()).endsWith(GREETING)) {
      throw new TransferRefused(FailureCode.REPOSITORY_NOT_FOUND, "What answers at this address is no git server but files, as if by git's old "
          + "protocol, which this service does not speak; use the address that the provider shows for cloning by HTTPS.");
    }
  }

  /** @return the same bytes, which end with {@link TransferRefused} when more have come in this conversation than may */
  InputStream counted(InputStream bytes) {
    return new CountedStream(bytes, this);
  }

  /** @param ofThemWords how many of them are about the server's progress */
  synchronized void count(long more, long ofThemWords) throws TransferRefused {
    arrived += more;
    words += ofThemWords;
    if (words > MOST_WORDS) {
      throw new TransferRefused(FailureCode.REPOSITORY_TOO_LARGE, "The repository's server told more than " + (MOST_WORDS / 1024)
          + " KB about its progress, and was not listened to any longer; look at what the server says to 'git fetch'.");
    }
    if (arrived > mostBytes) {
      throw new TransferRefused(FailureCode.REPOSITORY_TOO_LARGE, "The repository's server sent more than " + (mostBytes / MEGABYTE)
          + " MB, and was not listened to any longer; take large files out of the branch, or have the operator raise git.max-megabytes.");
    }
  }
}
