package io.datachannel.dbt.adapters.web;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One state of the page: its files, packed, below an address that changes with them, so that browsers may keep them for good. */
final class Page {
  private static final Map<String, String> IMPORTS = Map.of("preact", "lib/preact.js", "preact/hooks", "lib/preact-hooks.js",
      "htm", "lib/htm.js", "cytoscape", "lib/cytoscape.js", "uplot", "lib/uplot.js", "app/", "app/");

  private final Map<String, PageFile> files;
  private final String version;
  private final PageFile index;
  private final String policy;

  private Page(Map<String, byte[]> contents, String index, Predicate<String> atOnce) {
    this.version = HexFormat.of().formatHex(digest(contents), 0, 6);
    this.files = contents.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> PageFile.of(entry.getKey(), entry.getValue())));
    String imports = imports();
    String preloads = contents.keySet().stream().filter(atOnce)
        .map(name -> "<link rel=\"modulepreload\" href=\"" + address(name) + "\">").collect(Collectors.joining("\n  "));
    this.index = PageFile.of("index.html", index.replace("{base}", address("")).replace("{imports}", imports)
        .replace("{preloads}", preloads).getBytes(StandardCharsets.UTF_8));
    // The import map is the one piece of code within the page (it cannot be a file of its own yet), so the policy names it by its hash.
    this.policy = "default-src 'none'; script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(sha256(imports.getBytes(StandardCharsets.UTF_8)))
        + "'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  static Page from(PageSource source) {
    Map<String, byte[]> contents = new TreeMap<>();
    PageSource.libraries().forEach((name, place) -> contents.put("lib/" + name, PageSource.resource(place)));
    Map<String, Boolean> listed = source.listed().stream().collect(Collectors.toMap(
        line -> line.replace("!", ""), line -> line.endsWith("!") && line.contains(".js")));
    listed.keySet().forEach(name -> contents.put(name, source.read(name)));
    String index = new String(source.read("index.html"), StandardCharsets.UTF_8);
    return new Page(contents, index, name -> name.matches("lib/(preact|preact-hooks|htm)\\.js") || listed.getOrDefault(name, false));
  }

  /** Absent also for a file of another state of the page: its modules would not fit to each other. */
  Optional<PageFile> find(String version, String name) {
    return this.version.equals(version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }

  PageFile index() {
    return index;
  }

  /** The Content-Security-Policy of the page: everything is of this service, and no code or style stands in the page itself. */
  String policy() {
    return policy;
  }

  private String imports() {
    JsonObjectBuilder imports = Json.createObjectBuilder();
    new TreeMap<>(IMPORTS).forEach((name, file) -> imports.add(name, address(file)));
    return Json.createObjectBuilder().add("imports", imports).build().toString();
  }

  private String address(String name) {
    return "/web/" + version + "/" + name;
  }

  private static byte[] digest(Map<String, byte[]> contents) {
    MessageDigest all = sha256();
    contents.forEach((name, bytes) -> {
      all.update(name.getBytes(StandardCharsets.UTF_8));
      all.update(sha256(bytes));
    });
    return all.digest();
  }

  private static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
