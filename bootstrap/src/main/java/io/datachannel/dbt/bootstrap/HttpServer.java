package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.helidon.microprofile.server.Server;
import io.helidon.microprofile.server.ServerCdiExtension;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Helidon MP with the applications that it serves. */
final class HttpServer implements AutoCloseable {
  private static final long MEGABYTE = 1024L * 1024;
  /** So that what is a little too long gets an answer of the API, with its code. */
  private static final int SPARE_MEGABYTES = 64;

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
    Server.Builder builder = Server.builder().config(limited(config, settings)).host(settings.host()).port(settings.port());
    applications.forEach(builder::addApplication);
    Server server = builder.build();
    CDI.current().getBeanManager().getExtension(ServerCdiExtension.class).serverRoutingBuilder().addFilter(new ClearRequests(settings.logUploadMegabytes() * MEGABYTE, SilentClients.OF_SERVICE));
    server.start();
    if (server.port() <= 0) {
      server.stop();
      throw unusable(settings, "the server does not listen");
    }
    return new HttpServer(server, settings.host());
  }

  /**
   * The server reads what is left of a body that was refused, for the next request of the connection. Chunks without end are cut off beyond the longest log; what
   * tells its length, {@link ClearRequests} sees before.
   */
  private static Config limited(Config config, ServiceSettings settings) {
    long most = (settings.logUploadMegabytes() + SPARE_MEGABYTES) * MEGABYTE;
    var builder = ConfigProviderResolver.instance().getBuilder().addDiscoveredConverters();
    config.getConfigSources().forEach(builder::withSources);
    return builder.withSources(new LongestBody(Map.of("server.max-payload-size", Long.toString(most)))).build();
  }

  private record LongestBody(Map<String, String> values) implements ConfigSource {
    @Override
    public int getOrdinal() {
      return Integer.MAX_VALUE;
    }

    @Override
    public Set<String> getPropertyNames() {
      return values.keySet();
    }

    @Override
    public String getValue(String key) {
      return values.get(key);
    }

    @Override
    public String getName() {
      return "the longest body";
    }
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
