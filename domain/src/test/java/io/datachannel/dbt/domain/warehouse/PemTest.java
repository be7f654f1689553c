package io.datachannel.dbt.domain.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  /** The shape of a document, and none. */
  static String pem(String label) {
    return "-----BEGIN " + label + "-----\nMIIBonlyTheShapeOfAKeyAndNotOne0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n-----END " + label + "-----\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void aPrivateKeyIsTaken(String label) {
    assertEquals(pem(label), Pem.key("k", pem(label)));
    assertEquals(pem(label), Pem.plainKey("k", pem(label)));
  }

  @Test
  void theEndsOfLinesAndBlanksAroundAreMended() {
    assertEquals(pem("PRIVATE KEY"), Pem.key("k", "\n  " + pem("PRIVATE KEY").replace("\n", "\r\n") + "\n\n"));
  }

  @Test
  void severalCertificatesAreTaken() {
    assertEquals(pem("CERTIFICATE") + pem("CERTIFICATE"), Pem.certificates("c", pem("CERTIFICATE") + pem("CERTIFICATE")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "PUBLIC KEY            | is no private key but a public key",
      "CERTIFICATE           | is no private key but a certificate"})
  void whatIsNoPrivateKeySaysWhatToDo(String label, String words) {
    assertTrue(message(() -> Pem.key("k", pem(label))).contains(words));
  }

  @Test
  void aKeyOfOpenSshIsToldHowToBeConverted() {
    String key = pem("OPENSSH PRIVATE KEY").replace("MIIBonlyTheShape", "b3BlbnNzaC1rZXkt");

    assertTrue(message(() -> Pem.key("k", key)).contains("ssh-keygen -p -m PKCS8"));
  }

  @Test
  void anEncryptedKeyGoesOnlyWhereAPassphraseDoes() {
    assertEquals(pem("ENCRYPTED PRIVATE KEY"), Pem.key("k", pem("ENCRYPTED PRIVATE KEY")));
    assertTrue(message(() -> Pem.plainKey("k", pem("ENCRYPTED PRIVATE KEY"))).contains("openssl pkcs8"));
    assertTrue(message(() -> Pem.key("k", pem("RSA PRIVATE KEY").replace("MIIB", "Proc-Type: 4,ENCRYPTED\nMIIB"))).contains("openssl pkcs8"));
  }

  @Test
  void aKeyThatLostSomethingOnTheWayIsNotWhole() {
    String key = pem("PRIVATE KEY");
    for (String broken : new String[] {key.replace("\n", " "), key.replace("\n", "\\n"), key.substring(0, 60), "MIIB", key + "x",
        key.replace("MIIB", "!IIB"), key.replace("MIIB", "AIIB")}) {
      assertTrue(message(() -> Pem.key("connection.k", broken)).startsWith("'connection.k' must be PEM, whole"), broken);
    }
    assertTrue(message(() -> Pem.key("k", key + key)).contains("one key"));
  }

  private static String message(Executable reading) {
    String message = assertThrows(InvalidInput.class, reading).getMessage();
    assertTrue(!message.contains("AAAAAAAA"), "no part of a key is told");
    return message;
  }
}
