package io.datachannel.dbt.domain.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Replaces secrets, and their base64 and URL-encoded forms, by {@code ***} in text that will be kept or shown. */
public final class Redactor {
  /** Shorter values would blank out ordinary words. */
  private static final int SHORTEST = 4;
  /** The same of a line of a longer secret. */
  private static final int SHORTEST_LINE = 16;

  private final List<String> forms;

  public Redactor(Collection<Secret> secrets) {
    this.forms = secrets.stream()
        .map(Secret::reveal)
        .filter(value -> value.length() >= SHORTEST)
        .flatMap(Redactor::formsOf)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** A redactor that knows no secret. */
  public static Redactor none() {
    return new Redactor(List.of());
  }

  public String redact(String text) {
    String redacted = text;
    for (String form : forms) {
      redacted = redacted.replace(form, "***");
    }
    return redacted;
  }

  private static Stream<String> formsOf(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return Stream.concat(linesOf(value), Stream.of(
        value,
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        URLEncoder.encode(value, StandardCharsets.UTF_8)));
  }

  /** A key of several lines may be told line by line, or with its line ends escaped. */
  private static Stream<String> linesOf(String value) {
    return value.indexOf('\n') < 0 ? Stream.empty() : Stream.concat(
        Stream.of(value.strip().replace("\n", "\\n")),
        value.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE));
  }
}
