package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.domain.project.Project;
import java.util.Locale;

/** The name of a project's environment: from account, repository, project and UUID (specification, "Intricacies"). */
public final class EnvironmentName {
  private static final int LONGEST_PART = 40;

  private EnvironmentName() {}

  /** At most 140 characters out of {@code a-z 0-9 -}, so that it is a file name everywhere. */
  public static String of(Project project) {
    return String.join("-",
        Long.toString(project.account().value()),
        part(project.definition().source().repository().repositoryName()),
        part(project.definition().name()),
        project.uuid());
  }

  private static String part(String text) {
    String safe = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return safe.isEmpty() ? "x" : safe.substring(0, Math.min(safe.length(), LONGEST_PART));
  }
}
