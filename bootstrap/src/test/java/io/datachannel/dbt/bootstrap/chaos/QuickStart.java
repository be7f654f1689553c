package io.datachannel.dbt.bootstrap.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Most of the time of these tests goes into starts of JVMs. One copy is started to learn from (JEP 514), and those that are started later
 * find its classes read and linked: two of five seconds of a processor less for each. That takes jars, and no folders of classes.
 */
final class QuickStart {
  private final Path folder;
  private final String classPath;
  private volatile Optional<Path> learnt = Optional.empty();

  private QuickStart(Path folder) {
    this.folder = folder;
    this.classPath = Arrays.stream(System.getProperty("java.class.path").split(":")).map(Path::of).filter(Files::exists)
        .filter(part -> !part.endsWith("test-classes")).map(this::jar).map(Path::toString).collect(Collectors.joining(":"));
  }

  /** For all tests of this JVM. */
  private static final class Made {
    private static final QuickStart ONE = new QuickStart(fresh());

    private static Path fresh() {
      Path folder = ChaosDatabase.fresh();
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> ChaosDatabase.delete(folder)));
      return folder;
    }
  }

  static QuickStart get() {
    return Made.ONE;
  }

  /** Of the service alone. */
  String classPath() {
    return classPath;
  }

  /** Of the JVM; nothing until a copy was learnt from. */
  List<String> options() {
    return learnt.map(file -> List.of("-XX:AOTCache=" + file)).orElse(List.of());
  }

  /** Beside the tests, which do not wait for it. */
  void learnFrom(SharedDatabase database) {
    Thread.ofPlatform().daemon().name("learn").start(() -> {
      Path file = folder.resolve("service.aot");
      try (Cluster cluster = new Cluster(database, "learn").prepared()) {
        Copy copy = cluster.add().start("-XX:AOTCacheOutput=" + file);
        copy.api();
        copy.terminate();
        copy.awaitEnd();
      }
      learnt = Optional.of(file).filter(Files::exists);
    });
  }

  private Path jar(Path part) {
    if (!Files.isDirectory(part)) {
      return part;
    }
    Path jar = folder.resolve(part.toAbsolutePath().toString().replace('/', '_') + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(part)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(part.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
      return jar;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
