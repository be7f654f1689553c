package io.datachannel.dbt.bootstrap;

import io.helidon.common.Weight;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelectorProvider;
import java.util.List;

/** The server's HTTP, which leaves a client that does not come to the end of a head. The server finds it by its services file, before its own. */
@Weight(WatchedHttp.BEFORE_THE_SERVERS)
public final class WatchedHttp implements ServerConnectionSelectorProvider<Http1Config> {
  static final double BEFORE_THE_SERVERS = 200;

  private final SilentClients clients;

  /** Called by the server. */
  public WatchedHttp() {
    this(SilentClients.OF_SERVICE);
  }

  WatchedHttp(SilentClients clients) {
    this.clients = clients;
  }

  @Override
  public Class<Http1Config> protocolConfigType() {
    return Http1Config.class;
  }

  @Override
  public String protocolType() {
    return "http_1_1";
  }

  @Override
  public ServerConnectionSelector create(String listener, Http1Config config, ProtocolConfigs others) {
    return with(config);
  }

  /** Of several listeners the server tells none of heads, so its own, which logs, is left out. */
  ServerConnectionSelector with(Http1Config config) {
    Http1Config watched = Http1Config.builder(config).receiveListeners(List.of(new Heads(clients))).build();
    return Http1ConnectionSelector.builder().config(watched).build();
  }

  /** Called by the thread of a connection, behind the first line of each head and behind its last one. */
  private record Heads(SilentClients clients, ThreadLocal<SilentClients.Wait> current) implements Http1ConnectionListener {
    Heads(SilentClients clients) {
      this(clients, new ThreadLocal<>());
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue line) {
      current.set(clients.begin());
    }

    @Override
    public void headers(ConnectionContext connection, Headers head) {
      SilentClients.Wait wait = current.get();
      current.remove();
      if (wait.end()) {
        throw new CloseConnectionException("the client fell silent within a head");
      }
    }
  }
}
