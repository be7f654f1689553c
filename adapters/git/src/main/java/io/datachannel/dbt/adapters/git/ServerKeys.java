package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.net.SocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** Lets a server in by its key alone. One that is not known is told to the user, who has to vouch for it. */
final class ServerKeys implements ServerKeyVerifier {
  private static final int STANDARD_PORT = 22;
  /** As their owners publish them: docs.github.com "GitHub's SSH key fingerprints", docs.gitlab.com "GitLab.com", bitbucket.org/site/ssh. */
  private static final List<HostKey> PUBLISHED = Stream.of(
      "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
      "gitlab.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf",
      "bitbucket.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO")
      .map(line -> HostKey.of("hostKeys", line)).toList();

  private final String host;
  private final List<HostKey> known;
  private volatile PublicKey refused;

  private ServerKeys(String host, List<HostKey> known) {
    this.host = host;
    this.known = known;
  }

  /** @param given keys that the user vouches for; of other servers, too */
  static ServerKeys of(URI server, List<HostKey> given) {
    String name = server.getHost().replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    String host = server.getPort() < 0 || server.getPort() == STANDARD_PORT ? name : "[" + name + "]:" + server.getPort();
    return new ServerKeys(host, Stream.concat(PUBLISHED.stream(), given.stream()).filter(key -> key.host().equals(host)).toList());
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
    String line = host + " " + PublicKeyEntry.toString(shown);
    boolean good = known.stream().anyMatch(key -> key.line().equals(line));
    refused = good ? null : shown;
    return good;
  }

  /** Why the server was not let in; empty when it was, or showed no key. */
  Optional<TransferRefused> refusal() {
    return Optional.ofNullable(refused).map(shown -> new TransferRefused(FailureCode.REPOSITORY_HOST_KEY_UNKNOWN,
        "The server " + host + " shows " + (known.isEmpty() ? "a key that is not known" : "another key than the one it is known by")
            + ", so nothing was sent to it. Its key is '" + host + " " + PublicKeyEntry.toString(shown) + "', with the fingerprint "
            + KeyUtils.getFingerPrint(BuiltinDigests.sha256, shown) + ". Compare it with what the server's operator publishes; if it is "
            + "the same, add the line to the credential's 'hostKeys'."));
  }

  /** Ways of signing, the preferred first: those of the known keys, so that the server shows one of these. */
  List<NamedFactory<Signature>> signatures() {
    Stream<BuiltinSignatures> all = Stream.of(BuiltinSignatures.ed25519, BuiltinSignatures.nistp256, BuiltinSignatures.nistp384,
        BuiltinSignatures.nistp521, BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256);
    return all.filter(signature -> known.isEmpty() || known.stream().anyMatch(key -> isOf(signature, key)))
        .<NamedFactory<Signature>>map(signature -> signature).toList();
  }

  private static boolean isOf(BuiltinSignatures signature, HostKey key) {
    boolean rsa = signature == BuiltinSignatures.rsaSHA512 || signature == BuiltinSignatures.rsaSHA256;
    return key.algorithm().equals(rsa ? "ssh-rsa" : signature.getName());
  }
}
