package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.credential.GitAccess.SshKey;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerKeysTest {
  /** The fingerprints stand beside the keys on the providers' own pages. */
  @ParameterizedTest
  @CsvSource({
      "git@github.com:acme/shop.git, AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl, +DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU",
      "git@gitlab.com:acme/shop.git, AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf, eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8",
      "git@bitbucket.org:acme/shop.git, AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO, ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM"})
  void aProviderIsKnownByTheKeyThatItPublishes(String url, String key, String fingerprint) throws Exception {
    PublicKey published = key("ssh-ed25519 " + key);
    ServerKeys servers = ServerKeys.of(RepositoryUrl.of(url).uri(), List.of());

    assertEquals("SHA256:" + fingerprint, KeyUtils.getFingerPrint(BuiltinDigests.sha256, published));
    assertTrue(servers.verifyServerKey(null, null, published));
    assertFalse(servers.verifyServerKey(null, null, key(new Ed25519Keys().fresh().publicKey())));
    assertEquals(List.of("ssh-ed25519"), servers.signatures().stream().map(signature -> signature.getName()).toList());
  }

  @Test
  void aPortOfItsOwnMakesAnotherServer() throws Exception {
    PublicKey key = key(new Ed25519Keys().fresh().publicKey());
    HostKey line = HostKey.of("hostKeys", "git.acme.example " + PublicKeyEntry.toString(key));

    assertTrue(ServerKeys.of(RepositoryUrl.of("ssh://git@Git.Acme.example:22/shop").uri(), List.of(line)).verifyServerKey(null, null, key));
    assertFalse(ServerKeys.of(RepositoryUrl.of("ssh://git@git.acme.example:2222/shop").uri(), List.of(line)).verifyServerKey(null, null, key));
  }

  @Test
  void eachPairIsAnotherAndItsPublicHalfIsALineOfAuthorizedKeys() throws Exception {
    SshKey one = new Ed25519Keys().fresh();

    assertTrue(one.publicKey().matches("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43} datachannel-dbt"), one.publicKey());
    assertFalse(one.publicKey().equals(new Ed25519Keys().fresh().publicKey()));
    assertEquals(KeyUtils.getFingerPrint(key(one.publicKey())), KeyUtils.getFingerPrint(Ed25519Keys.pairOf(one).getPublic()));
    assertFalse(one.toString().contains(one.privateKey().reveal()));
  }

  private static PublicKey key(String line) throws Exception {
    return PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null);
  }
}
