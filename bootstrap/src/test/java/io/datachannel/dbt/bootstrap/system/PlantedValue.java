package io.datachannel.dbt.bootstrap.system;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value that a project shows in all ways, and how it looks then; written down here by itself, not by what conceals secrets. */
record PlantedValue(String value) {

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** In all ways that are looked for. */
  Set<String> looks() {
    Set<String> looks = asPythonPrintsIt();
    looks.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
    return looks;
  }

  /** As it is, in JSON, in URLs, in hexadecimal digits, and in base64 whatever stands before it. */
  Set<String> asPythonPrintsIt() {
    Set<String> looks = new LinkedHashSet<>(List.of(value, inJson(), HexFormat.of().formatHex(bytes()), URLEncoder.encode(value, StandardCharsets.UTF_8),
        URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/")));
    for (int before = 0; before < 3; before++) {
      byte[] moved = new byte[before + bytes().length];
      System.arraycopy(bytes(), 0, moved, before, bytes().length);
      String encoded = Base64.getEncoder().encodeToString(moved).substring(List.of(0, 2, 3).get(before), moved.length * 8 / 6);
      looks.addAll(List.of(encoded, encoded.replace('+', '-').replace('/', '_')));
    }
    return looks;
  }

  /** As Python writes it. */
  private String inJson() {
    StringBuilder json = new StringBuilder();
    value.replace("\\", "\\\\").replace("\"", "\\\"").chars()
        .forEach(character -> json.append(character < 128 ? Character.toString(character) : "\\u%04x".formatted(character)));
    return json.toString();
  }

  /** Which of its looks a text has. */
  List<String> in(String text) {
    return looks().stream().filter(text::contains).toList();
  }

  /** The same of a file's bytes as ISO 8859-1. */
  String[] looksAsBytes() {
    return looks().stream().map(look -> new String(look.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)).toArray(String[]::new);
  }

  /** The tables in which it is, given their rows in hexadecimal digits. */
  List<String> inTables(Map<String, List<String>> rows) {
    List<String> digits = looks().stream().map(look -> HexFormat.of().withUpperCase().formatHex(look.getBytes(StandardCharsets.UTF_8))).toList();
    List<String> found = new ArrayList<>();
    rows.forEach((table, all) -> {
      if (all.stream().anyMatch(row -> digits.stream().anyMatch(row::contains))) {
        found.add(table);
      }
    });
    return found;
  }
}
