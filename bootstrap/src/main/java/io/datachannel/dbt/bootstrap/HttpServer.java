package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.helidon.microprofile.server.Server;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Helidon MP with the applications that it serves. */
final class HttpServer implements AutoCloseable {
  private final Server server;
  private final String host;

  private HttpServer(Server server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Helidon MP does not throw when it cannot listen: it logs, and says that its port is -1.
   *
   * @throws BadSettings when the address cannot be listened on
   */
  static HttpServer start(ServiceSettings settings, Config config, List<? extends Application> applications) {
    checkAddress(settings);
    Server.Builder builder = Server.builder().config(config).host(settings.host()).port(settings.port());
    applications.forEach(builder::addApplication);
    Server server = builder.build().start();
    if (server.port() <= 0) {
      server.stop();
      throw unusable(settings, "the server does not listen");
    }
    return new HttpServer(server, settings.host());
  }

  private static void checkAddress(ServiceSettings settings) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException taken) {
      throw unusable(settings, taken.getMessage());
    }
  }

  private static BadSettings unusable(ServiceSettings settings, String why) {
    return new BadSettings("Port " + settings.port() + " on " + settings.host() + " cannot be used: " + why
        + ". Give another one with --port, or 0 for any free one.");
  }

  /** For example http://127.0.0.1:8080/. */
  URI address() {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
  }

  @Override
  public void close() {
    server.stop();
  }
}
