package io.datachannel.dbt.domain.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** What holds whatever the secrets and the text are, and wherever it is cut in pieces. */
@Tag("fault-36")
class RedactionLawsTest {
  private static final String VALUE = "\"([^\"\\\\]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-f]{4})*\"|-?(0|[1-9][0-9]*)(\\.[0-9]+)?(e[0-9]+)?|null";
  private static final Pattern JSON = Pattern.compile("\\[(" + VALUE + ")(, (" + VALUE + "))*]");

  @Property(tries = 2000)
  void onePassFindsWhatLookingForEachFormFinds(@ForAll("forms") Set<String> forms, @ForAll("texts") String text) {
    assertEquals(oneByOne(forms, text), inPieces(forms, new TextVeil(), text, List.of()));
  }

  @Property(tries = 2000)
  void piecesAreRedactedLikeTheWhole(
      @ForAll("forms") Set<String> forms, @ForAll("texts") String text, @ForAll("lengths") List<Integer> lengths) {
    assertEquals(inPieces(forms, new TextVeil(), text, List.of()), inPieces(forms, new TextVeil(), text, lengths));
    assertEquals(inPieces(forms, new JsonVeil(), text, List.of()), inPieces(forms, new JsonVeil(), text, lengths));
  }

  @Property(tries = 1000)
  void lessIsHeldBackThanTheLongestForm(
      @ForAll("forms") Set<String> forms, @ForAll("texts") String text, @ForAll("lengths") List<Integer> lengths) {
    FoundForms found = new FoundForms(new FormAutomaton(forms), 0);
    int longest = forms.stream().mapToInt(String::length).max().orElse(1);

    for (String piece : pieces(text, lengths)) {
      found.read(piece);
      assertTrue(found.position() - found.settled() < longest);
    }
  }

  @Property(tries = 2000)
  void jsonStaysJsonWithAsManyValues(
      @ForAll("formsInJson") Set<String> forms, @ForAll("json") String json, @ForAll("lengths") List<Integer> lengths) {
    String redacted = inPieces(forms, new JsonVeil(), json, lengths);

    assertTrue(JSON.matcher(json).matches(), json);
    assertTrue(JSON.matcher(redacted).matches(), redacted);
    assertEquals(valuesIn(json), valuesIn(redacted), redacted);
  }

  /** The naive way: each form is looked for at each place. */
  private static String oneByOne(Set<String> forms, String text) {
    boolean[] concealed = new boolean[text.length()];
    for (String form : forms) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        Arrays.fill(concealed, at, at + form.length(), true);
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!concealed[i]) {
        out.append(text.charAt(i));
      } else if (i == 0 || !concealed[i - 1]) {
        out.append("***");
      }
    }
    return out.toString();
  }

  private static String inPieces(Set<String> forms, Veil veil, String text, List<Integer> lengths) {
    RedactedStream stream = new RedactedStream(new FormAutomaton(forms), veil);
    StringBuilder out = new StringBuilder();
    pieces(text, lengths).forEach(piece -> out.append(stream.next(piece)));
    return out.append(stream.end()).toString();
  }

  /** The text in pieces of these lengths, and the rest of it. */
  private static List<String> pieces(String text, List<Integer> lengths) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      int end = Math.min(text.length(), at + length);
      pieces.add(text.substring(at, end));
      at = end;
    }
    pieces.add(text.substring(at));
    return pieces;
  }

  private static long valuesIn(String json) {
    return Pattern.compile(VALUE).matcher(json).results().filter(found -> !found.group().isEmpty()).count();
  }

  /** Of few letters, so that they overlap, hold and follow each other. */
  @Provide
  Arbitrary<Set<String>> forms() {
    return Arbitraries.strings().withChars("ab").ofMinLength(4).ofMaxLength(9).set().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(Arbitraries.strings().withChars("aaaabbbbc\"").ofMaxLength(60), Arbitraries.strings().withChars("ab").ofMaxLength(60));
  }

  @Provide
  Arbitrary<Set<String>> formsInJson() {
    return Arbitraries.of("a", "b", "\"", "\\", "\\\\", "\\\"", "\\n", "n", "u00", "\\u00", "ab", "1", "0", "\", \"", ", ", "null", "-1", "e1").list()
        .ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts)).filter(form -> form.length() >= 4).set().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> strings = Arbitraries.of("a", "b", "n", "u", "\\\"", "\\\\", "\\n", "\\u00ab", "\\u0000", "1", "0", ", ", "null").list().ofMaxSize(12)
        .map(parts -> "\"" + String.join("", parts) + "\"");
    Arbitrary<String> others = Arbitraries.of("null", "0", "-101", "1011.0101", "1e101", "-0.1e1");
    return Arbitraries.frequencyOf(Tuple.of(4, strings), Tuple.of(1, others)).list().ofMinSize(1).ofMaxSize(5)
        .map(values -> "[" + String.join(", ", values) + "]");
  }

  @Provide
  Arbitrary<List<Integer>> lengths() {
    return Arbitraries.integers().between(0, 7).list().ofMaxSize(20);
  }
}
