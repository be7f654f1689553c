package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/**
 * The server's side of a repository: where it is, what opens it, and how much of it is taken.
 *
 * @param timeout of each connection and each read
 * @param bytes   how many the server may send in one command
 */
record GitRemote(RepositoryUrl url, GitAccess access, Duration timeout, long bytes) {
  /** A whole command may take this many timeouts: a server that sends a byte now and then is as dead as a silent one. */
  private static final int TIMEOUTS = 20;

  /** For JGit. Of a file address the path itself, since JGit does not decode {@code %20} as a URL's reader does. */
  String address() {
    URI uri = url.uri();
    return uri.getScheme().equals("file") ? Path.of(uri.getPath()).toString() : url.value();
  }

  <C extends TransportCommand<C, T>, T> C bound(C command) {
    command.setTimeout(Math.clamp(timeout.toSeconds(), 1, Integer.MAX_VALUE));
    command.setTransportConfigCallback(this::bound);
    if (access instanceof GitAccess.HttpsToken token) {
      command.setCredentialsProvider(credentials(token));
    }
    return command;
  }

  private void bound(Transport transport) {
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(new BoundedHttp(url.uri(), bytes, timeout.multipliedBy(TIMEOUTS)));
    }
  }

  static CredentialsProvider credentials(GitAccess.HttpsToken token) {
    return new TokenCredentials(token.userName(), token.token());
  }
}
