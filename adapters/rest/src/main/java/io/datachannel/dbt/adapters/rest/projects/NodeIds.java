package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.domain.project.ResourceType;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the unique_id of a node that users pick looks like: kind, package, name. */
public final class NodeIds {
  public static final String PATTERN = "^("
      + Arrays.stream(ResourceType.values()).map(ResourceType::dbtName).collect(Collectors.joining("|"))
      + ")\\.[^\\u0000-\\u001f\\u007f-\\u009f/\\\\?#%;]+$";

  private static final Pattern GOOD = Pattern.compile(PATTERN);

  private NodeIds() {}

  /** Whether a node may have this id. */
  public static boolean isOne(String text) {
    return GOOD.matcher(text).matches();
  }
}
