package io.datachannel.dbt.domain.secret;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces secrets by {@code ***} in what will be kept or shown: as they are, and as tools write them (escaped, URL-encoded, in base64, in
 * hexadecimal digits; see {@link SecretForms}). One pass over the text finds all of them.
 */
public final class Redactor {
  /** Shorter values would blank out ordinary words. */
  private static final int SHORTEST = 4;
  /** What a name must hold of a secret, so that it is no longer a word. */
  private static final int SHORTEST_IN_A_NAME = 16;
  /** Of all forms together. The most that a project can have fits as it is; further forms are given up then, the rarest first. */
  private static final int MOST_CHARACTERS = 2_000_000;
  /** The likeliest first. */
  private static final List<Function<String, Set<String>>> KINDS =
      List.of(SecretForms::plain, SecretForms::escaped, SecretForms::inBase64, SecretForms::inUrls, SecretForms::inHexadecimal);

  private final FormAutomaton forms;
  /** The same for bytes that stand as characters. */
  private final FormAutomaton bytes;

  public Redactor(Collection<Secret> secrets) {
    Set<String> all = formsOf(secrets.stream().map(Secret::reveal).filter(value -> value.length() >= SHORTEST).distinct().toList());
    this.forms = new FormAutomaton(all);
    List<String> encoded = all.stream().map(Redactor::asBytes).toList();
    this.bytes = encoded.equals(List.copyOf(all)) ? forms : new FormAutomaton(encoded);
  }

  /** A redactor that knows no secret. */
  public static Redactor none() {
    return new Redactor(List.of());
  }

  private static Set<String> formsOf(List<String> values) {
    Set<String> all = new LinkedHashSet<>();
    int characters = 0;
    for (Function<String, Set<String>> kind : KINDS) {
      for (String value : values) {
        for (String form : kind.apply(value)) {
          if (characters > MOST_CHARACTERS) {
            return all;
          }
          if (form.length() >= SHORTEST && all.add(form)) {
            characters += form.length();
          }
        }
      }
    }
    return all;
  }

  private static String asBytes(String form) {
    return new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Whether there is nothing to conceal. */
  public boolean isEmpty() {
    return forms.isEmpty();
  }

  public String redact(String text) {
    return redact(text, 0);
  }

  /**
   * Of what identifies something. A short secret is left in it: it is a word as others are ({@code analytics}), and with another name the
   * thing could not be found any more.
   */
  public String redactName(String name) {
    return redact(name, SHORTEST_IN_A_NAME);
  }

  /** Of text whose end is missing: what may be the beginning of a secret there is concealed, too. */
  public String redactBeginning(String text) {
    RedactedStream stream = text();
    return stream.next(text) + stream.cut();
  }

  /** Of JSON, which stays JSON of the same shape. */
  public String redactJson(String json) {
    RedactedStream stream = new RedactedStream(forms, new JsonVeil());
    return stream.next(json) + stream.end();
  }

  /** For text that comes in pieces. */
  public RedactedStream text() {
    return new RedactedStream(forms, new TextVeil());
  }

  /** The same for text as bytes, in UTF-8: each stands as the character with its number (ISO 8859-1). */
  public RedactedStream bytesOfText() {
    return new RedactedStream(bytes, new TextVeil());
  }

  /** The same for JSON, which stays JSON. */
  public RedactedStream bytesOfJson() {
    return new RedactedStream(bytes, new JsonVeil());
  }

  private String redact(String text, int shortest) {
    if (isEmpty()) {
      return text;
    }
    FoundForms found = new FoundForms(forms, shortest);
    found.read(text);
    if (found.spans().isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int given = 0;
    for (FoundForms.Span span : found.spans()) {
      out.append(text, given, (int) span.from()).append(TextVeil.STARS);
      given = (int) span.to();
    }
    return out.append(text, given, text.length()).toString();
  }
}
