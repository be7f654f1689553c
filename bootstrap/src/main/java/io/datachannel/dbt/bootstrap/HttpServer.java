package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.rest.RestApplication;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.helidon.microprofile.server.Server;
import java.net.BindException;
import java.net.URI;
import org.eclipse.microprofile.config.Config;

/** Helidon MP with the REST application. */
final class HttpServer implements AutoCloseable {
  private final Server server;
  private final String host;

  private HttpServer(Server server, String host) {
    this.server = server;
    this.host = host;
  }

  /** @throws BadSettings when the port is taken */
  static HttpServer start(ServiceSettings settings, Config config, RestApplication application) {
    Server server = Server.builder()
        .config(config).host(settings.host()).port(settings.port())
        .addApplication(RestApplication.PATH, application)
        .build();
    try {
      return new HttpServer(server.start(), settings.host());
    } catch (RuntimeException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new BadSettings("Port " + settings.port() + " on " + settings.host() + " cannot be used: " + cause.getMessage()
              + ". Give another one with --port, or 0 for any free one.");
        }
      }
      throw failed;
    }
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
