package io.datachannel.dbt.adapters.providers;

import java.time.Duration;

/**
 * What a provider may cost.
 *
 * @param connect for a connection to be there
 * @param answer  for a whole answer, from the first byte of the request to the last of the body
 * @param bytes   of an answer's body
 * @param scan    for looking through page after page; what was found until then is a good answer
 */
public record HttpLimits(Duration connect, Duration answer, int bytes, Duration scan) {
  public static final HttpLimits STANDARD =
      new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 8 * 1024 * 1024, Duration.ofSeconds(10));
}
