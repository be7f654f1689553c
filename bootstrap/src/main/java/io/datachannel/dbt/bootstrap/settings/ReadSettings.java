package io.datachannel.dbt.bootstrap.settings;

import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.AccessKey;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.BucketChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.DatabaseChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.DbtServerChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitHubLogin;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.JwtChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.KeyChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.LogForm;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.MailChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.MailLogin;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.MailSecurity;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.NotifyChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ObserveChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ProviderChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.QueueChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.SandboxChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.TraceChoice;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Turns a MicroProfile Config into {@link ServiceSettings}. */
public final class ReadSettings {
  private static final String PREFIX = "datachannel.";
  private static final Pattern HEADER = Pattern.compile("\\s*([A-Za-z0-9-]+)=([\\x20-\\x7E]+)");

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
        number("runs-at-once", 1, 1000),
        number("refreshes-at-once", 1, 64),
        Duration.ofSeconds(number("lease-seconds", 3, 3600)),
        number("log-upload-megabytes", 1, 1_000_000),
        number("storage.spool-megabytes", 16, 1_000_000),
        optional("uv").map(Path::of),
        new DbtServerChoice(number("dbt-server-megabytes", 0, 1_000_000), Duration.ofSeconds(number("dbt-server-idle-seconds", 1, 604_800))),
        sandbox(),
        optional("storage.s3.bucket").map(_ -> bucket()),
        new QueueChoice(number("runs-per-account", 1, 10_000), number("queued-per-account", 1, 1_000_000),
            Duration.ofSeconds(number("drain-seconds", 0, 86_400))),
        database(),
        new GitChoice(
            list("git.local-folders").stream().map(Path::of).map(Path::toAbsolutePath).toList(),
            list("git.insecure-hosts"),
            hosts("git.private-hosts"),
            number("git.max-megabytes", 1, 1_000_000),
            number("git.max-files", 1, 10_000_000),
            Duration.ofSeconds(number("git.fetch-seconds", 1, 86_400)),
            Optional.of(number("git.look-seconds", 0, 86_400)).filter(seconds -> seconds > 0).map(Duration::ofSeconds)),
        new ProviderChoice(address("github.api-url"), address("gitlab.api-url"), address("bitbucket.api-url"), login()),
        optional("jwt.issuer").map(this::jwt),
        new NotifyChoice(optional("public-url").map(_ -> URI.create(address("public-url") + "/")), list("notify.insecure-hosts"),
            hosts("notify.private-hosts"), mail()),
        observe(),
        optional("web.folder").map(Path::of));
  }

  private ObserveChoice observe() {
    Optional<Secret> token = optional("metrics.token").map(Secret::new);
    if (token.filter(given -> !given.reveal().matches("[\\x21-\\x7E]{16,512}")).isPresent()) {
      throw new BadSettings("The setting 'metrics.token' must be 16 to 512 letters, digits and signs, without spaces; it is not shown here.");
    }
    Optional<Map<String, Secret>> headers = optional("traces.headers").map(ReadSettings::headers);
    if (headers.isPresent() && optional("traces.endpoint").isEmpty()) {
      throw new BadSettings("The setting traces.headers goes with traces.endpoint.");
    }
    return new ObserveChoice(LogForm.valueOf(word("log.format", "text|json", "text or json").toUpperCase(Locale.ROOT)), token,
        number("metrics.accounts", 1, 1000), optional("traces.endpoint").map(_ -> new TraceChoice(collector(), headers.orElse(Map.of()))));
  }

  /** A bare host gets the path that the standard has for it. */
  private URI collector() {
    URI given = address("traces.endpoint");
    return given.getPath().isEmpty() ? URI.create(given + "/v1/traces") : given;
  }

  private static Map<String, Secret> headers(String text) {
    Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String one : text.split(",")) {
      Matcher header = HEADER.matcher(one);
      if (!header.matches() || headers.put(header.group(1), new Secret(header.group(2))) != null) {
        throw new BadSettings("The setting 'traces.headers' must be headers by comma, each once, such as Authorization=Bearer abc; they are not shown here.");
      }
    }
    return headers;
  }

  private Optional<MailChoice> mail() {
    Optional<String> host = optional("mail.host");
    Optional<String> from = together("mail.host", "mail.from");
    Optional<String> user = optional("mail.user");
    Optional<String> password = together("mail.user", "mail.password");
    MailSecurity security = MailSecurity.valueOf(
        word("mail.security", "none|starttls|tls", "none, starttls or tls").toUpperCase(Locale.ROOT));
    return host.map(name -> new MailChoice(name, number("mail.port", 1, 65_535),
        user.map(given -> new MailLogin(given, new Secret(password.orElseThrow()))), sender(from.orElseThrow()), security));
  }

  private static String sender(String address) {
    if (!address.matches("[^\\s@<>\"]+@[^\\s@<>\"]+")) {
      throw new BadSettings("The setting 'mail.from' must be an e-mail address such as dbt@acme.example, got '" + address + "'.");
    }
    return address;
  }

  private JwtChoice jwt(String issuer) {
    Optional<String> text = optional("jwt.public-key");
    Optional<String> location = optional("jwt.public-key-location");
    if (text.isPresent() == location.isPresent()) {
      throw new BadSettings("With jwt.issuer goes either jwt.public-key or jwt.public-key-location.");
    }
    return new JwtChoice(
        issuer,
        text.<KeyChoice>map(KeyChoice.Given::new).orElseGet(() -> new KeyChoice.At(location.orElseThrow())),
        list("jwt.audiences"),
        word("jwt.algorithm", "RS256|ES256", "RS256 or ES256"),
        Duration.ofSeconds(number("jwt.clock-skew-seconds", 0, 300)),
        optional("jwt.longest-seconds").map(_ -> Duration.ofSeconds(number("jwt.longest-seconds", 1, 31_622_400))),
        text("jwt.account-claim"),
        text("jwt.user-claim"),
        text("jwt.roles-claim"));
  }

  private SandboxChoice sandbox() {
    return new SandboxChoice(
        SandboxChoice.Mode.valueOf(word("sandbox", "required|auto|off", "required, auto or off").toUpperCase(Locale.ROOT)),
        number("sandbox.processes", 32, 1_000_000),
        number("sandbox.memory-megabytes", 64, 1_000_000),
        number("sandbox.file-megabytes", 1, 1_000_000),
        number("sandbox.temporary-megabytes", 1, 1_000_000),
        number("sandbox.account-megabytes", 1, 100_000_000),
        list("sandbox.readable").stream().map(Path::of).map(Path::toAbsolutePath).toList(),
        new SandboxNetwork(
            SandboxNetwork.Kind.valueOf(word("sandbox.network", "own|shared|auto", "own, shared or auto").toUpperCase(Locale.ROOT)), ports("sandbox.local-ports")));
  }

  private BucketChoice bucket() {
    Optional<URI> endpoint = optional("storage.s3.endpoint").map(_ -> address("storage.s3.endpoint"));
    String prefix = optional("storage.s3.prefix").map(given -> given.replaceFirst("/*$", "/")).orElse("");
    if (!prefix.matches("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*")) {
      throw new BadSettings("The setting 'storage.s3.prefix' must be names of letters, digits, '.', '_' and '-' with slashes between "
          + "them, got '" + prefix + "'.");
    }
    Optional<String> id = optional("storage.s3.access-key");
    Optional<String> secret = together("storage.s3.access-key", "storage.s3.secret-key");
    return new BucketChoice(
        word("storage.s3.bucket", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket, 3 to 63 of a-z, 0-9, '.' and '-'"),
        word("storage.s3.region", "[a-z0-9-]{1,32}", "a region such as eu-central-1"),
        endpoint,
        prefix,
        // Stores other than AWS seldom have a host name for each bucket.
        optional("storage.s3.path-style").map(_ -> word("storage.s3.path-style", "true|false", "true or false"))
            .map(Boolean::valueOf).orElse(endpoint.isPresent()),
        id.map(given -> new AccessKey(given, new Secret(secret.orElseThrow()))));
  }

  private String word(String key, String pattern, String meaning) {
    String text = text(key);
    if (!text.matches(pattern)) {
      throw new BadSettings("The setting '" + key + "' must be " + meaning + ", got '" + text + "'.");
    }
    return text;
  }

  /** The second of two settings that are given both, or not at all. */
  private Optional<String> together(String one, String other) {
    if (optional(one).isPresent() != optional(other).isPresent()) {
      throw new BadSettings("The settings " + one + " and " + other + " go together; give both, or none.");
    }
    return optional(other);
  }

  private Optional<GitHubLogin> login() {
    Optional<String> id = optional("github.client-id");
    Optional<String> secret = together("github.client-id", "github.client-secret");
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
    return word(key, "[A-Za-z0-9_]{1,64}", "a schema name of letters, digits and _");
  }

  private List<String> list(String key) {
    return optional(key).stream().flatMap(all -> Arrays.stream(all.split(","))).map(String::strip)
        .filter(one -> !one.isEmpty()).toList();
  }

  private List<Integer> ports(String key) {
    List<String> given = list(key);
    if (!given.stream().allMatch(port -> port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) < 65_536)) {
      throw new BadSettings("The setting '" + key + "' must be ports of 1 to 65535 by comma, got '" + String.join(",", given) + "'.");
    }
    return given.stream().map(Integer::valueOf).distinct().toList();
  }

  private List<String> hosts(String key) {
    try {
      ReachableHosts.of(list(key));
      return list(key);
    } catch (IllegalArgumentException wrong) {
      throw new BadSettings("The setting '" + key + "' must be names of hosts, addresses and networks such as 10.20.0.0/16, by comma: "
          + wrong.getMessage() + ".");
    }
  }

  private int number(String key, int least, int most) {
    String text = text(key);
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
      throw new BadSettings("The setting '" + key + "' must be a whole number from " + least + " to " + most + ", got '" + text + "'.");
    }
    return Integer.parseInt(text);
  }
}
