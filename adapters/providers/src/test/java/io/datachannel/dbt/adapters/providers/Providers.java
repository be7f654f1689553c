package io.datachannel.dbt.adapters.providers;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.datachannel.dbt.application.git.GitProviders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** One WireMock in the place of all providers, and the adapter on it. */
final class Providers implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  /** Short enough for a slow provider to cost a test little, and long enough for a machine with much to do. */
  static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(8), 256 * 1024, Duration.ofSeconds(10));

  final WireMockServer server = new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  Providers() {
    server.start();
  }

  GitProviders adapter() {
    return adapter("/bitbucket");
  }

  /** @param bitbucket where its API begins, which tells of what kind it is */
  GitProviders adapter(String bitbucket) {
    return new HttpGitProviders(
        new ProviderAddresses(address("/github"), address("/gitlab"), address(bitbucket)), LIMITS, () -> NOW);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    server.stop();
  }
}
