package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS is laid over the socket whose address was looked at; the certificate must be that of the name all the same. */
class TlsCheckoutsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final SSLSocketFactory OF_THE_MACHINE = HttpsURLConnection.getDefaultSSLSocketFactory();

  @TempDir private Path folder;
  private CheckoutRig rig;
  private SSLContext localhost;

  @BeforeEach
  void aRepository() throws Exception {
    rig = CheckoutRig.in(folder);
    TestRepository.in(rig.served().resolve("shop")).commit("dbt_project.yml", "name: shop\n");
    localhost = context();
  }

  @AfterEach
  void trustAsBefore() {
    HttpsURLConnection.setDefaultSSLSocketFactory(OF_THE_MACHINE);
  }

  @Test
  void aServerWithTheCertificateOfItsNameIsClonedFrom() throws Exception {
    HttpsURLConnection.setDefaultSSLSocketFactory(localhost.getSocketFactory());
    try (SmartHttpGitServer server = SmartHttpGitServer.startSecure(rig.served(), localhost)) {
      Path files = rig.reaching("127.0.0.0/8").checkedOut(server.secureUrl("localhost", "shop")).folder();

      assertTrue(Files.exists(files.resolve("dbt_project.yml")));
    }
  }

  @Test
  void aCertificateOfAnotherNameIsNotTaken() throws Exception {
    HttpsURLConnection.setDefaultSSLSocketFactory(localhost.getSocketFactory());
    try (SmartHttpGitServer server = SmartHttpGitServer.startSecure(rig.served(), localhost)) {
      Failure failure = rig.reaching("127.0.0.0/8").failure(server.secureUrl("127.0.0.1", "shop"));

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
    }
  }

  @Test
  void aCertificateThatNoOneVouchesForIsNotTaken() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.startSecure(rig.served(), localhost)) {
      Failure failure = rig.reaching("localhost").failure(server.secureUrl("localhost", "shop"));

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
    }
  }

  /** Of a certificate that names localhost and is signed by itself (keytool, a hundred years). */
  private static SSLContext context() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = TlsCheckoutsTest.class.getResourceAsStream("localhost.p12")) {
      store.load(file, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
