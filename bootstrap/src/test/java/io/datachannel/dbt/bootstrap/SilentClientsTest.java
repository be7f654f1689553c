package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that begin a request and say nothing more, at the server as the service sets it up, but for a shorter time. */
@Tag("fault-48")
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentClientsTest {
  private static final String SETTING = "connection-options.read-timeout";

  private static Config settings(Map<String, String> first) {
    return Config.builder().disableEnvironmentVariablesSource().disableSystemPropertiesSource()
        .sources(ConfigSources.create(first), ConfigSources.classpath("META-INF/microprofile-config.properties")).build().get("server");
  }

  @Test
  void theServiceWaitsHalfAMinute() {
    assertEquals(Duration.ofSeconds(30), settings(Map.of()).get(SETTING).as(Duration.class).get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GE", "GET / HTTP/1.1\r\nHost: x\r\nX-Half: ", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345"})
  void oneThatFallsSilentIsLeft(String said) throws IOException {
    WebServer server = WebServer.builder().config(settings(Map.of("server." + SETTING, "PT1S"))).host("127.0.0.1").port(0)
        .routing(routing -> routing.any((request, response) -> response.send(request.content().as(String.class)))).build().start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));

      String answer = heard(socket);

      assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 [45]\\d\\d .*"), answer);
    } finally {
      server.stop();
    }
  }

  private static String heard(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }
}
