package io.datachannel.dbt.domain.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A cron expression that was read and found good; two are equal when their texts are.
 * It knows local times only: which instants they are, with a zone and its clock changes, is the matter of {@link Firings}.
 */
public interface CronExpression {

  /** Five fields of Unix cron: what was read, with one space between its fields and a macro such as {@code @daily} written out. */
  String text();

  /** The field of the hour is a wildcard or a step: the expression follows elapsed time rather than the clock on the wall. */
  boolean everyHour();

  /** @return the first local time behind the given one that the expression names; empty when there is none */
  Optional<LocalDateTime> next(LocalDateTime after);
}
