package io.datachannel.dbt.adapters.observability.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in the text format of Prometheus (version 0.0.4), read strictly: each line is one of the format, and each sample is of a family that was
 * announced once, before it.
 */
record Exposition(Map<String, Double> samples, Map<String, String> types) {
  private static final Pattern SAMPLE = Pattern.compile(
      "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*\\})? (NaN|[+-]Inf|[+-]?[0-9.eE+-]+)");
  private static final Pattern TYPE = Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");

  static Exposition of(String page) {
    Map<String, Double> samples = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    Set<String> helped = new HashSet<>();
    if (!page.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    page.lines().forEach(line -> {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        once(types.put(type.group(1), type.group(2)) == null, line);
      } else if (line.startsWith("# HELP ")) {
        once(helped.add(line.split(" ")[2]), line);
      } else {
        sample(line, samples, types);
      }
    });
    return new Exposition(samples, types);
  }

  private static void sample(String line, Map<String, Double> samples, Map<String, String> types) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("no line of the format: " + line);
    }
    String family = sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
    once(types.containsKey(family) || types.containsKey(sample.group(1)), line);
    String labels = sample.group(2) == null ? "" : sample.group(2);
    String value = sample.group(3).replace("Inf", "Infinity");
    once(samples.put(sample.group(1) + labels, Double.valueOf(value)) == null, line);
  }

  private static void once(boolean good, String line) {
    if (!good) {
      throw new AssertionError("comes twice, or without its type: " + line);
    }
  }

  /** @param sample with its labels, as it stands on the page */
  double value(String sample) {
    if (!samples.containsKey(sample)) {
      throw new AssertionError("no " + sample + " in " + samples.keySet());
    }
    return samples.get(sample);
  }
}
