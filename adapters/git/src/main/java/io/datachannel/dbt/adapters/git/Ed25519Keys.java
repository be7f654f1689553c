package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.credentials.SshKeys;
import io.datachannel.dbt.domain.credential.GitAccess.SshKey;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Ed25519 keys (RFC 8032) in the forms of OpenSSH (RFC 8709, 4) and of Java. */
public final class Ed25519Keys implements SshKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final String NAME = "ssh-ed25519";
  private static final String COMMENT = "datachannel-dbt";
  private static final int LENGTH = 32;
  /** What stands before the key itself in its X.509 form (RFC 8410, 10.1). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  @Override
  public SshKey fresh() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SshKey(line(pair.getPublic().getEncoded()),
          new Secret(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())), List.of());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has Ed25519", missing);
    }
  }

  private static String line(byte[] x509) {
    byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer wire = ByteBuffer.allocate(2 * Integer.BYTES + name.length + LENGTH)
        .putInt(name.length).put(name).putInt(LENGTH).put(x509, x509.length - LENGTH, LENGTH);
    return NAME + " " + Base64.getEncoder().encodeToString(wire.array()) + " " + COMMENT;
  }

  /** The pair as the SSH client takes it: of Bouncy Castle, since the client knows no other Ed25519. */
  static KeyPair pairOf(SshKey key) {
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM, new BouncyCastleProvider());
      byte[] wire = Base64.getDecoder().decode(key.publicKey().split(" ")[1]);
      byte[] x509 = Arrays.copyOf(X509, X509.length + LENGTH);
      System.arraycopy(wire, wire.length - LENGTH, x509, X509.length, LENGTH);
      return new KeyPair(keys.generatePublic(new X509EncodedKeySpec(x509)),
          keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key.privateKey().reveal()))));
    } catch (GeneralSecurityException spoilt) {
      throw new IllegalStateException("a kept key pair is none", spoilt);
    }
  }
}
