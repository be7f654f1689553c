package io.datachannel.dbt.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a certificate of localhost that is trusted here. */
class TrustedReceiverTest {
  private static final String PASSWORD = "wagtail";

  @TempDir
  private Path folder;

  private HttpsServer server;
  private SSLContext tls;

  @BeforeEach
  void start() throws Exception {
    tls = context(keys());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    try (Processes processes = new Processes(Programs.ofService())) {
      Finish finish = processes.run(new Command(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
          "-alias", "receiver", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "36500",
          "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD), folder, Map.of()), Duration.ofMinutes(1));
      assertTrue(assertInstanceOf(Finish.Finished.class, finish).succeeded(), finish::output);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("receiver", keys.getCertificate("receiver"));
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private Outcome sent(String host) {
    ReceiverAddresses addresses = new ReceiverAddresses(List.of(), ReachableHosts.of(List.of("localhost", "127.0.0.1")));
    return new ChannelMessenger(addresses, Optional.empty(), tls::getSocketFactory, Duration.ofSeconds(30))
        .send(Notices.webhook("https://" + host + ":" + server.getAddress().getPort() + "/dbt"), "17", Notices.test());
  }

  @Test
  void aMessageIsTaken() {
    assertEquals(new Outcome.Taken("HTTP 204"), sent("localhost"));
  }

  @Test
  void theCertificateHasToBeOfTheName() {
    Outcome refused = sent("127.0.0.1");

    assertTrue(assertInstanceOf(Outcome.NotTaken.class, refused).answer().contains("certificate"), refused::answer);
  }
}
