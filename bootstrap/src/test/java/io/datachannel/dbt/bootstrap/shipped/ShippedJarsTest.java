package io.datachannel.dbt.bootstrap.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.shipped.Sbom.Component;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What lies in target when all is packed: the jars, what is told of them, and that they are the same wherever they are built. */
@Tag("shipped")
class ShippedJarsTest {
  private static final Path TARGET = Path.of("target");
  private static final Path PRODUCT = TARGET.resolve("datachannel-dbt.jar");
  /** project.build.outputTimestamp */
  private static final LocalDateTime STAMP = LocalDateTime.parse("2026-01-01T00:00:00");
  private static final Set<String> OF_THE_MACHINE = Set.of("Built-By", "Build-Jdk", "Build-Time", "Build-Host", "Bnd-LastModified", "Created-On");

  @Test
  void theBillOfMaterialsNamesExactlyTheJarsThatAreShipped() throws IOException {
    Set<String> named = Sbom.in(TARGET).components().stream().map(Component::file).collect(Collectors.toCollection(TreeSet::new));

    assertTrue(named.size() > 100, "only " + named);
    assertEquals(named, onClassPath());
    assertEquals(named, names(TARGET.resolve("libs")), "jars of an earlier build lie in target/libs; delete it");
  }

  @Test
  void eachJarHasALicenceThatMayBeShipped() throws IOException {
    Sbom sbom = Sbom.in(TARGET);
    Licences licences = Licences.ofThisService();

    assertEquals(List.of(), sbom.components().stream().flatMap(each -> licences.objection(each).stream()).toList());
    assertEquals(Set.of(), licences.outdated(sbom));
  }

  @Test
  void aJarWithoutALicenceOrWithAnotherIsFound() {
    Licences licences = new Licences(Set.of("MIT"), Map.of("c:c", "GPL-2.0-only, a program of its own"));

    assertEquals(Optional.of("a:a names no licence"), licences.objection(new Component("a:a", "1", "a-1.jar", Set.of())));
    assertEquals(Optional.of("b:b is under AGPL-3.0-only"), licences.objection(new Component("b:b", "1", "b-1.jar", Set.of("AGPL-3.0-only"))));
    assertEquals(Optional.empty(), licences.objection(new Component("b:b", "1", "b-1.jar", Set.of("AGPL-3.0-only", "MIT"))));
    assertEquals(Optional.empty(), licences.objection(new Component("c:c", "1", "c-1.jar", Set.of())));
    assertEquals(Set.of("c:c"), licences.outdated(new Sbom(List.of())));
  }

  /** The whole of it, two builds in two folders, is ./run check reproducible. */
  @Test
  void ourJarsTellNothingOfWhereAndWhenTheyWereBuilt() throws IOException {
    List<Path> jars = ours();

    assertTrue(jars.size() > 15, "only " + jars);
    String here = Path.of("..").toAbsolutePath().normalize().toString();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        Attributes manifest = file.getManifest().getMainAttributes();
        assertEquals(Set.of(), manifest.keySet().stream().map(Object::toString).filter(OF_THE_MACHINE::contains).collect(Collectors.toSet()), jar::toString);
        for (JarEntry entry : file.stream().toList()) {
          assertEquals(STAMP, entry.getTimeLocal(), () -> jar + "!" + entry);
          try (InputStream in = file.getInputStream(entry)) {
            assertFalse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(here), () -> jar + "!" + entry);
          }
        }
      }
    }
  }

  private static Set<String> onClassPath() throws IOException {
    try (JarFile product = new JarFile(PRODUCT.toFile())) {
      return Arrays.stream(product.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" "))
          .map(path -> path.replaceFirst("^libs/", "")).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Path> ours() throws IOException {
    List<Path> jars = new ArrayList<>(List.of(PRODUCT));
    try (Stream<Path> files = Files.list(TARGET.resolve("libs"))) {
      files.filter(file -> file.getFileName().toString().startsWith("dbt-")).sorted().forEach(jars::add);
    }
    return jars;
  }
}
