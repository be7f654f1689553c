package io.datachannel.dbt.bootstrap.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line behind the command: {@code --NAME VALUE} or {@code --NAME=VALUE} for every setting, and {@code --config FILE}.
 *
 * @param values by the name of the setting, with the prefix {@code datachannel.}
 */
public record Flags(Map<String, String> values, Optional<Path> file) {
  /** Every setting there is, without its prefix. */
  public static final Set<String> KNOWN = new TreeSet<>(Set.of(
      "data-folder", "host", "port", "runs-at-once", "runs-per-account", "queued-per-account", "drain-seconds",
      "refreshes-at-once", "lease-seconds", "log-upload-megabytes", "uv", "web.folder", "dbt-server-megabytes", "dbt-server-idle-seconds",
      "sandbox", "sandbox.processes", "sandbox.memory-megabytes", "sandbox.file-megabytes", "sandbox.temporary-megabytes",
      "sandbox.account-megabytes", "sandbox.readable", "sandbox.network", "sandbox.local-ports",
      "database.url", "database.user", "database.password", "database.admin-schema", "database.logs-schema", "database.pool-size",
      "storage.s3.bucket", "storage.s3.region", "storage.s3.endpoint", "storage.s3.prefix", "storage.s3.path-style",
      "storage.s3.access-key", "storage.s3.secret-key", "storage.spool-megabytes",
      "git.local-folders", "git.insecure-hosts", "git.private-hosts", "git.max-megabytes", "git.max-files", "git.fetch-seconds",
      "git.look-seconds",
      "log.format", "metrics.token", "metrics.accounts", "traces.endpoint", "traces.headers",
      "public-url", "notify.insecure-hosts", "notify.private-hosts",
      "mail.host", "mail.port", "mail.user", "mail.password", "mail.from", "mail.security",
      "github.api-url", "github.web-url", "github.client-id", "github.client-secret", "github.callback-url", "gitlab.api-url",
      "bitbucket.api-url",
      "jwt.issuer", "jwt.public-key", "jwt.public-key-location", "jwt.audiences", "jwt.algorithm", "jwt.clock-skew-seconds",
      "jwt.longest-seconds", "jwt.account-claim", "jwt.user-claim", "jwt.roles-claim"));

  /** These flags, and one more unless it was given. @param name without the prefix */
  public Flags with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.putIfAbsent("datachannel." + name, value);
    return new Flags(more, file);
  }

  /** @throws BadSettings for a flag that is not known or has no value */
  public static Flags parse(List<String> words) {
    Map<String, String> values = new HashMap<>();
    Optional<Path> file = Optional.empty();
    Iterator<String> left = words.iterator();
    while (left.hasNext()) {
      String word = left.next();
      String name = word.replaceFirst("^--", "").replaceFirst("=.*", "");
      if (!word.startsWith("--") || !KNOWN.contains(name) && !name.equals("config")) {
        throw new BadSettings("There is no flag '" + word + "'; './run help' lists them.");
      }
      if (!word.contains("=") && !left.hasNext()) {
        throw new BadSettings("The flag --" + name + " needs a value behind it.");
      }
      String value = word.contains("=") ? word.substring(word.indexOf('=') + 1) : left.next();
      if (name.equals("config")) {
        file = Optional.of(Path.of(value));
      } else {
        values.put("datachannel." + name, value);
      }
    }
    return new Flags(values, file);
  }
}
