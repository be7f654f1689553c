package io.datachannel.dbt.adapters.rest.problem;

import java.time.Instant;
import java.util.Optional;

/**
 * What every error looks like (RFC 9457).
 *
 * @param type      always about:blank: the code tells problems apart
 * @param title     the phrase of the HTTP status
 * @param status    the HTTP status
 * @param code      the name of a {@link io.datachannel.dbt.domain.failure.FailureCode}
 * @param detail    what went wrong and what to do about it
 * @param field     the field at fault
 * @param requestId the value of X-Request-Id, which is in the service's log, too
 * @param resetAt   UTC, from when on the same request can be done; only for what is refused for a time
 */
public record Problem(
    String type, String title, int status, String code, String detail, Optional<String> field, String requestId,
    Optional<Instant> resetAt) {
  public static final String MEDIA_TYPE = "application/problem+json";
}
