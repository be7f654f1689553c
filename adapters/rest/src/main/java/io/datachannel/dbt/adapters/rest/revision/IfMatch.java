package io.datachannel.dbt.adapters.rest.revision;

import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entity tags: a revision in quotes (RFC 9110, 8.8.3 and 13.1.1). */
public final class IfMatch {
  private static final Pattern OURS = Pattern.compile("\"([0-9]{1,18})\"");

  private IfMatch() {}

  /** The value of the header ETag. */
  public static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * What the caller has seen. A tag that is weak, or none of ours, matches nothing.
   *
   * @throws Rejected with PRECONDITION_REQUIRED when the header is missing (RFC 6585, 3)
   */
  public static ExpectedRevision of(ContainerRequestContext request) {
    List<String> headers = request.getHeaders().get(HttpHeaders.IF_MATCH);
    if (headers == null) {
      throw new Rejected(Failure.of(FailureCode.PRECONDITION_REQUIRED, "Send the header 'If-Match' with the ETag of what you have read, "
          + "so that a change of someone else is not lost; 'If-Match: *' overwrites whatever is there."));
    }
    List<String> tags = headers.stream().flatMap(header -> Arrays.stream(header.split(","))).map(String::strip).toList();
    return tags.equals(List.of("*"))
        ? new ExpectedRevision.Any()
        : new ExpectedRevision.OneOf(tags.stream().map(OURS::matcher).filter(Matcher::matches)
            .map(matcher -> Long.valueOf(matcher.group(1))).collect(Collectors.toUnmodifiableSet()));
  }
}
