package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess.SshKey;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/** SSH with one key for one server: no configuration, agent, password or file of this machine has a say. */
final class KeyedSessions extends SshSessionFactory {
  private static final int STANDARD_PORT = 22;

  private final Conversation conversation;
  private final URI server;
  private final SshKey key;

  KeyedSessions(Conversation conversation, URI server, SshKey key) {
    this.conversation = conversation;
    this.server = server;
    this.key = key;
  }

  @Override
  public String getType() {
    return "keyed";
  }

  @Override
  public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int milliseconds) throws TransportException {
    ServerKeys servers = ServerKeys.of(server, key.hostKeys());
    Duration silence = Duration.ofMillis(milliseconds);
    SshClient client = client(servers, silence);
    client.start();
    try {
      return new KeyedSession(client, authenticated(client, silence), conversation);
    } catch (IOException | RuntimeException failed) {
      client.stop();
      Throwable reason = servers.refusal().<Throwable>map(refusal -> refusal).orElse(failed);
      throw new TransportException(uri, reason.getMessage(), reason);
    }
  }

  private static SshClient client(ServerKeys servers, Duration silence) {
    SshClient client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(servers);
    client.setSignatureFactories(servers.signatures());
    client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(List.of(BuiltinSignatures.ed25519))));
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
    client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
    client.setAgentFactory(null);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, silence);
    return client;
  }

  private ClientSession authenticated(SshClient client, Duration silence) throws IOException {
    ClientSession session = client.connect(server.getUserInfo(), address()).verify(silence).getSession();
    session.addPublicKeyIdentity(Ed25519Keys.pairOf(key));
    try {
      session.auth().verify(silence);
      return session;
    } catch (SshException refused) {
      if (refused.getDisconnectCode() != SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
        throw refused;
      }
      throw new TransferRefused(FailureCode.REPOSITORY_ACCESS_DENIED, "The server " + server.getHost() + " does not know the key of the "
          + "credential: add its public key there, as a deploy key of the repository with read access.");
    }
  }

  /** The address that was looked at, as an address and not as a name, so that the client does not look it up again. */
  private InetSocketAddress address() throws IOException {
    String host = server.getHost().replaceAll("^\\[|]$", "");
    InetAddress found = InetAddress.getByName(host);
    conversation.check(host, found);
    return new InetSocketAddress(InetAddress.getByAddress(found.getAddress()), server.getPort() < 0 ? STANDARD_PORT : server.getPort());
  }
}
