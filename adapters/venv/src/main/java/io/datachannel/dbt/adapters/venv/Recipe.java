package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.application.environments.Environments;
import io.datachannel.dbt.domain.project.DbtVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that an environment is made from; equal recipes give equal fingerprints. */
record Recipe(DbtVersion version, DbtPackages packages, Requirements requirements, Pythons.Python python) {
  private static final String DBT = "dbt-core==";

  /** SHA-256, 64 hexadecimal digits. */
  String fingerprint() {
    return hash(String.join("\n", packages.requirements()), String.join("\n", requirements.lines()), python.version());
  }

  /** The same of the line of dbt in the place of its version, and of any Python. */
  private String kind() {
    List<String> others = packages.requirements().stream().filter(one -> !one.startsWith(DBT)).toList();
    return hash(version.line().toString(), String.join("\n", others), String.join("\n", requirements.lines()));
  }

  Environments.Fingerprints shown() {
    return new Environments.Fingerprints(fingerprint(), kind());
  }

  /** What the resolver is given. */
  List<String> wanted() {
    List<String> wanted = new ArrayList<>(packages.requirements());
    wanted.addAll(requirements.lines());
    return wanted;
  }

  private static String hash(String... parts) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(String.join("\n--\n", parts).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
