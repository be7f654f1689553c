package io.datachannel.dbt.application.execution;

import java.time.Duration;

/**
 * How work is leased to this copy of the service.
 *
 * @param owner    names this copy, for people
 * @param duration after which another copy may take the work for lost
 * @param renewal  how often the lease is prolonged; well below the duration
 */
public record LeaseTerms(String owner, Duration duration, Duration renewal) {}
