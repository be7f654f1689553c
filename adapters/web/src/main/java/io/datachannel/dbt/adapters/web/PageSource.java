package io.datachannel.dbt.adapters.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Where the files of the page lie. */
interface PageSource {
  /** The names of the page's own files, which may be asked for; a name that ends with {@code !} is wanted at once by every page. */
  String LIST = "files.txt";

  /** @throws UncheckedIOException when there is none, or it cannot be read */
  byte[] read(String name);

  /** All names but those of libraries, as {@link #LIST} has them. */
  default List<String> listed() {
    return new String(read(LIST), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
  }

  /** In the jar. */
  static PageSource ofJar() {
    return name -> resource("page/" + name);
  }

  /** In a folder, for those who work on the page: what is saved there is shown at the next load. */
  static PageSource of(Path folder) {
    return name -> {
      try {
        return Files.readAllBytes(folder.resolve(name));
      } catch (NoSuchFileException absent) {
        throw new UncheckedIOException("the page has no file " + name, absent);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    };
  }

  /** Libraries by their name below lib/. */
  static Map<String, String> libraries() {
    Properties places = new Properties();
    try (InputStream in = PageSource.class.getResourceAsStream("libraries.properties")) {
      places.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return places.stringPropertyNames().stream().collect(Collectors.toUnmodifiableMap(name -> name, places::getProperty));
  }

  /** @throws UncheckedIOException when the class path has none */
  static byte[] resource(String place) {
    try (InputStream in = PageSource.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new NoSuchFileException(place);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
