package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ProviderChoice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whether the git providers can be reached; one that no project uses need not be. */
public final class ProvidersCheck {
  private static final String ABOUT = "git hosts";
  private static final int MILLIS = Math.toIntExact(Duration.ofMillis(2500).toMillis());
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final ProviderChoice choice;

  public ProvidersCheck(ProviderChoice choice) {
    this.choice = choice;
  }

  public List<Finding> look() {
    List<String> away = Stream.of(choice.github(), choice.gitlab(), choice.bitbucket()).filter(address -> !answers(address)).map(URI::getHost).toList();
    return List.of(away.isEmpty() ? Finding.ok(ABOUT, "GitHub, GitLab and Bitbucket can be reached.")
        : Finding.warning(ABOUT, String.join(", ", away) + " cannot be reached.", "Projects there need it: open the way out, or give --github.api-url, "
            + "--gitlab.api-url or --bitbucket.api-url of servers of your own."));
  }

  private static boolean answers(URI address) {
    int port = address.getPort() >= 0 ? address.getPort() : address.getScheme().equals("https") ? HTTPS : HTTP;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), MILLIS);
      return true;
    } catch (IOException | RuntimeException away) {
      return false;
    }
  }
}
