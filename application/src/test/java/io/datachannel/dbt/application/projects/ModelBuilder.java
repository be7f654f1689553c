package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import java.util.List;
import java.util.Optional;

/** Nodes of the project {@code shop}: a table in the schema {@code analytics}, unless it is said otherwise. */
public final class ModelBuilder {
  private final String name;
  private ResourceType type = ResourceType.MODEL;
  private Optional<String> uniqueId = Optional.empty();
  private String path;
  private Optional<String> materialized = Optional.of("table");
  private List<String> dependsOn = List.of();
  private List<String> tags = List.of();
  private Optional<Relation> relation;
  private String description = "";

  private ModelBuilder(String name) {
    this.name = name;
    this.path = "models/" + name + ".sql";
    this.relation = Optional.of(new Relation("warehouse", "analytics", name));
  }

  public static ModelBuilder aModel(String name) {
    return new ModelBuilder(name);
  }

  public static ModelBuilder aTest(String name) {
    ModelBuilder test = new ModelBuilder(name).at("models/schema.yml").withoutRelation();
    test.type = ResourceType.TEST;
    test.materialized = Optional.empty();
    return test;
  }

  public static ModelBuilder aSeed(String name) {
    ModelBuilder seed = new ModelBuilder(name).at("seeds/" + name + ".csv").materialized("seed");
    seed.type = ResourceType.SEED;
    return seed;
  }

  public ModelBuilder withId(String id) {
    this.uniqueId = Optional.of(id);
    return this;
  }

  public ModelBuilder at(String file) {
    this.path = file;
    return this;
  }

  public ModelBuilder materialized(String word) {
    this.materialized = Optional.of(word);
    return this;
  }

  public ModelBuilder dependsOn(String... parents) {
    this.dependsOn = List.of(parents);
    return this;
  }

  public ModelBuilder tagged(String... words) {
    this.tags = List.of(words);
    return this;
  }

  public ModelBuilder writing(Relation written) {
    this.relation = Optional.of(written);
    return this;
  }

  public ModelBuilder withoutRelation() {
    this.relation = Optional.empty();
    return this;
  }

  public ModelBuilder described(String words) {
    this.description = words;
    return this;
  }

  public Model build() {
    return new Model(uniqueId.orElse(type.dbtName() + ".shop." + name), type, name, List.of("shop", "marts", name), path, materialized,
        dependsOn, tags, relation, description);
  }
}
