package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a manifest was parsed from: two of the same stamp hold the same nodes, in the same relations. Vars of a single run are not part of
 * it, and neither are packages whose versions float.
 *
 * @param sha256 64 hexadecimal digits
 */
public record ManifestStamp(String sha256) {

  /** Values of variables are not part of it, since it is kept, but when they were set. @param commit the full hash of the commit that is parsed */
  public static ManifestStamp of(Project project, Warehouse warehouse, EnvironmentVariables variables, String commit) {
    ProjectSettings settings = project.definition().settings();
    String text = String.join("\n", commit, Integer.toString(project.id().value()), settings.projectPath().value(), settings.dbtVersion().toString(),
        settings.requirements().toString(), settings.arguments().words().toString(), Long.toString(warehouse.id().value()),
        Long.toString(warehouse.revision()), settings.defaults().vars(), settings.defaults().target().toString(),
        settings.defaults().schema().toString(), variables.stamp());
    try {
      return new ManifestStamp(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
