package io.datachannel.dbt.bootstrap.shipped;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The software bill of materials of the service, CycloneDX 1.6, which Maven writes when all is packed. */
public record Sbom(List<Component> components) {

  /**
   * A jar.
   *
   * @param name     group and name
   * @param licences as its POM names them, by SPDX's ids where there are such
   */
  public record Component(String name, String version, String file, Set<String> licences) {}

  /**
   * @param target the folder that the build of bootstrap writes to
   * @throws IllegalStateException when there is none
   */
  public static Sbom in(Path target) throws IOException {
    if (!Files.exists(target.resolve("sbom.json"))) {
      throw new IllegalStateException("There is no " + target.resolve("sbom.json") + ": Maven writes it behind 'package', and not with -o (--offline).");
    }
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(target.resolve("sbom.json")))) {
      return new Sbom(reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class).stream().map(Sbom::component).toList());
    }
  }

  private static Component component(JsonObject json) {
    String version = json.getString("version");
    return new Component(json.getString("group") + ":" + json.getString("name"), version, json.getString("name") + "-" + version + ".jar",
        licences(json));
  }

  private static Set<String> licences(JsonObject json) {
    Set<String> licences = new TreeSet<>();
    if (json.containsKey("licenses")) {
      for (JsonObject choice : json.getJsonArray("licenses").getValuesAs(JsonObject.class)) {
        JsonObject licence = choice.containsKey("license") ? choice.getJsonObject("license") : choice;
        licences.add(licence.getString("id", licence.getString("name", licence.getString("expression", ""))));
      }
    }
    return licences;
  }
}
