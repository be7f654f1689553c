package io.datachannel.dbt.bootstrap.settings;

import io.datachannel.dbt.bootstrap.settings.ServiceSettings.DatabaseChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitHubLogin;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ProviderChoice;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Turns a MicroProfile Config into {@link ServiceSettings}. */
public final class ReadSettings {
  private static final String PREFIX = "datachannel.";

  private final Config config;

  private ReadSettings(Config config) {
    this.config = config;
  }

  /** @throws BadSettings naming the first setting that is out of its range */
  public static ServiceSettings from(Config config) {
    return new ReadSettings(config).settings();
  }

  private ServiceSettings settings() {
    return new ServiceSettings(
        Path.of(text("data-folder")).toAbsolutePath().normalize(),
        text("host"),
        number("port", 0, 65_535),
        number("runs-at-once", 1, 256),
        number("refreshes-at-once", 1, 64),
        number("log-upload-megabytes", 1, 1_000_000),
        optional("uv").map(Path::of),
        database(),
        new GitChoice(
            list("git.local-folders").stream().map(Path::of).map(Path::toAbsolutePath).toList(),
            list("git.insecure-hosts"),
            number("git.max-megabytes", 1, 1_000_000),
            number("git.max-files", 1, 10_000_000)),
        new ProviderChoice(address("github.api-url"), address("gitlab.api-url"), address("bitbucket.api-url"), login()));
  }

  private Optional<GitHubLogin> login() {
    Optional<String> id = optional("github.client-id");
    Optional<String> secret = optional("github.client-secret");
    if (id.isPresent() != secret.isPresent()) {
      throw new BadSettings("The settings github.client-id and github.client-secret go together; give both, or none.");
    }
    Optional<URI> callback = optional("github.callback-url").map(_ -> address("github.callback-url"));
    return id.map(given -> new GitHubLogin(address("github.web-url"), given, new Secret(secret.orElseThrow()), callback));
  }

  private URI address(String key) {
    String text = text(key);
    if (!text.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")) {
      throw new BadSettings("The setting '" + key + "' must be an address such as https://host/path, got '" + text + "'.");
    }
    return URI.create(text.replaceFirst("/+$", ""));
  }

  private DatabaseChoice database() {
    Optional<String> url = optional("database.url");
    if (url.isPresent() && !url.get().startsWith("jdbc:mysql:")) {
      throw new BadSettings("database.url must be a JDBC URL such as jdbc:mysql://host:3306/ (MariaDB is reached by the same).");
    }
    return new DatabaseChoice(
        url,
        optional("database.user").orElse(""),
        optional("database.password").orElse(""),
        name("database.admin-schema"),
        name("database.logs-schema"),
        number("database.pool-size", 2, 1000));
  }

  private Optional<String> optional(String key) {
    return config.getOptionalValue(PREFIX + key, String.class).map(String::strip).filter(value -> !value.isEmpty());
  }

  private String text(String key) {
    return optional(key).orElseThrow(() -> new BadSettings("The setting '" + key + "' must not be empty."));
  }

  private String name(String key) {
    String name = text(key);
    if (!name.matches("[A-Za-z0-9_]{1,64}")) {
      throw new BadSettings("The setting '" + key + "' must be a schema name of letters, digits and _, got '" + name + "'.");
    }
    return name;
  }

  private List<String> list(String key) {
    return optional(key).stream().flatMap(all -> Arrays.stream(all.split(","))).map(String::strip)
        .filter(one -> !one.isEmpty()).toList();
  }

  private int number(String key, int least, int most) {
    String text = text(key);
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
      throw new BadSettings("The setting '" + key + "' must be a whole number from " + least + " to " + most + ", got '" + text + "'.");
    }
    return Integer.parseInt(text);
  }
}
