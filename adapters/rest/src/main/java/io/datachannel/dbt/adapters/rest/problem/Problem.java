package io.datachannel.dbt.adapters.rest.problem;

import java.util.Optional;

/**
 * The body of every error (RFC 9457).
 *
 * @param code      the stable code, see FailureCode
 * @param detail    what went wrong and what to do
 * @param field     the field at fault, as the request spells it
 * @param requestId also in the header X-Request-Id, and in the service's log
 */
public record Problem(
    String type, String title, int status, String code, String detail, Optional<String> field, String requestId) {}
