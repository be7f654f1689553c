package io.datachannel.dbt.bootstrap.bench.dbt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was measured of two ways to do the same, in turn. */
final class Times {
  private static final double MILLIS_IN_SECOND = 1000.0;

  private final List<Duration> bare = new ArrayList<>();
  private final List<Duration> served = new ArrayList<>();

  void add(Duration bareTook, Duration servedTook) {
    bare.add(bareTook);
    served.add(servedTook);
  }

  /** A row of the table. */
  String row(String name, String aim) {
    return "| %s | %.2f | %.2f | **%.2f** | %s | %.2f-%.2f | %.2f-%.2f |".formatted(name, median(bare), median(served),
        median(served) / median(bare), aim, least(bare), most(bare), least(served), most(served));
  }

  private static double median(List<Duration> times) {
    return seconds(times.stream().sorted().toList().get(times.size() / 2));
  }

  private static double least(List<Duration> times) {
    return seconds(times.stream().min(Duration::compareTo).orElseThrow());
  }

  private static double most(List<Duration> times) {
    return seconds(times.stream().max(Duration::compareTo).orElseThrow());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_IN_SECOND;
  }
}
