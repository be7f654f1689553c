package io.datachannel.dbt.bootstrap.shipped;

import io.datachannel.dbt.bootstrap.shipped.Sbom.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which licences may be shipped. Where a POM names several, one of them is enough, since they are offered for choice or belong to parts.
 *
 * @param allowed by the names that the SBOM has
 * @param thought jars that a person has thought about, with the licence and why it may be shipped; these do not go by their POM
 */
public record Licences(Set<String> allowed, Map<String, String> thought) {
  private static final String OURS = "io.datachannel.dbt:";

  public static Licences ofThisService() {
    return new Licences(lines("allowed.txt").stream().collect(Collectors.toSet()),
        lines("thought.txt").stream().map(line -> line.split(" = ", 2)).collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Licences.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What keeps a jar from being shipped; empty when nothing does. */
  public Optional<String> objection(Component component) {
    if (component.name().startsWith(OURS) || thought.containsKey(component.name())) {
      return Optional.empty();
    }
    if (component.licences().isEmpty()) {
      return Optional.of(component.name() + " names no licence");
    }
    return component.licences().stream().anyMatch(allowed::contains) ? Optional.empty()
        : Optional.of(component.name() + " is under " + String.join(", ", component.licences()));
  }

  /** The licence as it is told to people. */
  public String of(Component component) {
    return component.name().startsWith(OURS) ? "ours" : thought.getOrDefault(component.name(), String.join(" or ", component.licences()));
  }

  /** Thoughts about what is no longer shipped. */
  public Set<String> outdated(Sbom sbom) {
    Map<String, Component> shipped = sbom.components().stream().collect(Collectors.toMap(Component::name, Function.identity(), (one, _) -> one));
    return thought.keySet().stream().filter(name -> !shipped.containsKey(name)).collect(Collectors.toSet());
  }
}
