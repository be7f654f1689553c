package io.datachannel.dbt.application.idempotency;

import java.util.Optional;

/**
 * What a caller was told, in the words of the API.
 *
 * @param status   the HTTP status
 * @param location of what was made
 * @param etag     of what was made
 * @param body     JSON
 */
public record Answer(int status, Optional<String> location, Optional<String> etag, String body) {}
