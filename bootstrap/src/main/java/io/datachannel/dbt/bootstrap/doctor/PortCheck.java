package io.datachannel.dbt.bootstrap.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Whether the service can listen where it is told to, or does so already. */
public final class PortCheck {
  private static final String ABOUT = "port";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final String host;
  private final int port;

  public PortCheck(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** @param isServed whether a service runs on the data folder */
  public List<Finding> look(boolean isServed) throws IOException {
    if (port == 0) {
      return List.of(Finding.ok(ABOUT, "The service takes any free port of " + host + "."));
    }
    try (ServerSocket trial = new ServerSocket()) {
      trial.setReuseAddress(true);
      trial.bind(new InetSocketAddress(host, port));
      return List.of(isServed ? Finding.warning(ABOUT, "Port " + port + " of " + host + " is free, though a service runs on the data folder.",
          "Give the flags of that service; a second one needs a --data-folder of its own.")
          : Finding.ok(ABOUT, "Port " + port + " of " + host + " is free."));
    } catch (BindException refused) {
      return List.of(isServed && answers() ? Finding.ok(ABOUT, "The service that runs on this data folder has port " + port + ".")
          : Finding.problem(ABOUT, "Port " + port + " of " + host + " cannot be used: " + refused.getMessage() + ".",
              "Give another one by --port, or 0 for any free one; the address is that of --host. Who has it: ss -ltnp 'sport = :" + port + "'"));
    } catch (IOException | RuntimeException unknown) {
      return List.of(Finding.problem(ABOUT, "The service cannot listen on " + host + ".", "Name an address of this machine by --host, such as 127.0.0.1."));
    }
  }

  private boolean answers() {
    String here = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "[::1]" : host.contains(":") ? "[" + host + "]" : host;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(HttpRequest.newBuilder(URI.create("http://" + here + ":" + port + "/health/live")).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException silent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
