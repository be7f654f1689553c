package io.datachannel.dbt.adapters.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Path SOURCES = Path.of("src/main/resources/io/datachannel/dbt/adapters/web/page");
  private static final Pattern IMPORT = Pattern.compile("(?m)(?:^(?:import|export) .*from |^import |\\bimport\\()'([^']+)'");

  private static final Pattern NAMED = Pattern.compile("'(?:\\.\\./)*(style/[a-z-]+\\.css|lib/[a-z]+\\.(?:js|css))'");
  private static final Pattern WORKER = Pattern.compile("new Worker\\(new URL\\('([a-z-]+\\.js)'");
  private static final Map<String, String> LIBRARIES = Map.of("preact", "lib/preact.js", "preact/hooks", "lib/preact-hooks.js", "htm", "lib/htm.js",
      "cytoscape", "lib/cytoscape.js", "uplot", "lib/uplot.js");

  private final Page page = Page.from(PageSource.ofJar());

  @Test
  void everyFileIsListedAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> there = files.filter(Files::isRegularFile).map(file -> SOURCES.relativize(file).toString())
          .filter(name -> !name.equals("index.html") && !name.equals(PageSource.LIST)).sorted().toList();

      assertEquals(there, PageSource.ofJar().listed().stream().map(line -> line.replace("!", "")).sorted().toList());
    }
  }

  @Test
  void everyImportIsThere() {
    List<String> missing = modules().flatMap(name -> IMPORT.matcher(text(name)).results().map(found -> found.group(1)))
        .filter(imported -> !List.of("preact", "preact/hooks", "htm", "cytoscape", "uplot").contains(imported))
        .filter(imported -> page.find(version(), imported).isEmpty()).distinct().toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void aClassicScriptThatIsImportedExportsWhatItSays() {
    assertTrue(text("lib/uplot.js").endsWith("\nexport default uPlot;\n"));
    assertFalse(text("lib/dagre.js").contains("export default"));
  }

  @Test
  void noFileIsLong() {
    assertEquals(List.of(), PageSource.ofJar().listed().stream().map(line -> line.replace("!", ""))
        .filter(name -> text(name).lines().count() > 300).toList());
  }

  @Test
  void nothingIsFetchedFromElsewhere() {
    assertEquals(List.of(), modules().filter(name -> text(name).matches("(?s).*(https?:)?//[a-z0-9.-]+\\.[a-z]{2,}/.*")
        && !text(name).contains("https://github.com")).toList());
  }

  @Test
  void theAddressChangesWithTheFiles() {
    Page other = Page.from(name -> name.equals("app/main.js") ? "// other".getBytes(StandardCharsets.UTF_8) : PageSource.ofJar().read(name));

    assertFalse(index(other).contains("/web/" + version() + "/"));
    assertTrue(page.find(version(), "app/main.js").isPresent());
    assertTrue(other.find(version(), "app/main.js").isEmpty());
  }

  @Test
  void aFileIsTheSamePackedAndPlain() throws IOException {
    PageFile file = page.find(version(), "lib/preact.js").orElseThrow();

    assertArrayEquals(file.plain(), new GZIPInputStream(new ByteArrayInputStream(file.packed())).readAllBytes());
    assertEquals("text/javascript; charset=utf-8", file.type());
  }

  @Test
  void nothingButItsFilesIsSent() {
    for (String name : List.of("index.html", "files.txt", "../PageTest.class", "app/../app/main.js", "app", "")) {
      assertTrue(page.find(version(), name).isEmpty(), name);
    }
  }

  /** What a view loads the first time: what all of them share, its modules and styles, the libraries that these import. */
  @Test
  void everyViewIsLight() {
    Set<String> shared = PageSource.ofJar().listed().stream().filter(line -> line.endsWith("!")).map(line -> line.replace("!", "")).collect(Collectors.toSet());
    shared.addAll(Set.of("style/base.css", "style/parts.css", "lib/preact.js", "lib/preact-hooks.js", "lib/htm.js"));
    Map<String, Integer> heavy = new TreeMap<>();
    for (String view : imports("app/routes.js").toList()) {
      Set<String> all = new TreeSet<>(shared);
      addAll(view, all);
      int weight = all.stream().mapToInt(this::weight).sum();
      if (weight > 400 * 1024) {
        heavy.put(view, weight);
      }
    }

    assertEquals(Map.of(), heavy);
    assertTrue(shared.stream().mapToInt(this::weight).sum() < 80 * 1024, "what all views share");
  }

  private void addAll(String module, Set<String> known) {
    if (known.add(module) && module.endsWith(".js") && !module.startsWith("lib/")) {
      imports(module).forEach(imported -> addAll(imported, known));
      NAMED.matcher(text(module)).results().map(found -> found.group(1)).forEach(file -> addAll(file, known));
      WORKER.matcher(text(module)).results().forEach(found -> addAll(module.replaceFirst("[^/]+$", found.group(1)), known));
    }
  }

  private Stream<String> imports(String module) {
    return IMPORT.matcher(text(module)).results().map(found -> found.group(1))
        .map(name -> LIBRARIES.getOrDefault(name, name)).filter(name -> !name.startsWith("lib/preact") && !name.equals("lib/htm.js"));
  }

  private int weight(String name) {
    return page.find(version(), name).orElseThrow(() -> new AssertionError("there is no " + name)).packed().length;
  }

  @Test
  void thePolicyNamesTheImportMapAndNoOtherCode() {
    assertTrue(page.policy().contains("default-src 'none'; script-src 'self' 'sha256-"));
    assertFalse(page.policy().contains("unsafe"));
    assertEquals(1, Pattern.compile("<script(?![^>]*src)[^>]*>").matcher(index(page)).results().count());
    assertFalse(index(page).contains("style="));
  }

  private Stream<String> modules() {
    return PageSource.ofJar().listed().stream().map(line -> line.replace("!", "")).filter(name -> name.endsWith(".js"));
  }

  private String text(String name) {
    return new String(page.find(version(), name).orElseThrow().plain(), StandardCharsets.UTF_8);
  }

  private String version() {
    Matcher matcher = Pattern.compile("/web/([0-9a-f]{12})/").matcher(index(page));
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  private static String index(Page page) {
    return new String(page.index().plain(), StandardCharsets.UTF_8);
  }
}
