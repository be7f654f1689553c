package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.domain.project.DbtVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** All that an environment is made from; equal recipes give equal fingerprints. */
record Recipe(DbtVersion version, DbtPackages packages, Requirements requirements, Pythons.Python python) {

  /** SHA-256, 64 hexadecimal digits. */
  String fingerprint() {
    String content = String.join("\n", packages.requirements()) + "\n--\n" + String.join("\n", requirements.lines()) + "\n--\n"
        + python.version();
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
