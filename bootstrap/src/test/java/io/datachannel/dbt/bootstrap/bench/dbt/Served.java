package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.bootstrap.demo.RestClient;
import io.datachannel.dbt.bootstrap.system.Pause;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A project of the service, triggered and followed over REST. */
record Served(RestClient rest, int project, Store store) implements Way {

  /** A project whose models are read and whose environment is built when this returns. */
  static Served add(RestClient rest, Path repository, String name, JsonObject warehouse, Store store) {
    int warehouseId = rest.post("warehouses", warehouse).getInt("id");
    int project = rest.post("projects", Json.createObjectBuilder().add("name", name).add("warehouseId", warehouseId)
        .add("repositoryUrl", repository.toUri().toString()).add("branch", "main").add("threads", 4).build()).getInt("id");
    return new Served(rest, project, store).refreshed();
  }

  private Served refreshed() {
    JsonObject job = rest.post("projects/" + project + "/refresh", JsonObject.EMPTY_JSON_OBJECT);
    String path = "projects/" + project + "/refreshes/" + job.getInt("id");
    while (List.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
      Pause.briefly();
      job = rest.get(path);
    }
    if (!job.getString("state").equals("SUCCESSFUL")) {
      throw new IllegalStateException(job.toString());
    }
    return this;
  }

  @Override
  public Duration run(String command, String models) {
    JsonObjectBuilder demand = Json.createObjectBuilder().add("command", command);
    if (!models.isEmpty()) {
      JsonArrayBuilder names = Json.createArrayBuilder();
      Stream.of(models.split(" ")).forEach(names::add);
      demand.add("models", names);
    }
    long begun = System.nanoTime();
    int run = rest.post("projects/" + project + "/runs", demand.build()).getInt("id");
    try (Stream<String> events = rest.stream("runs/" + run + "/events")) {
      events.filter(line -> line.contains("\"ended\":true")).findFirst().orElseThrow();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    JsonObject ended = rest.get("runs/" + run);
    if (!ended.getString("status").equals("SUCCESSFUL")) {
      throw new IllegalStateException(ended.toString());
    }
    return took;
  }

  /** The last run, as GET /runs/{id} shows it. */
  JsonObject last() {
    int id = rest.get("projects/" + project + "/runs?limit=1").getJsonArray("items").getJsonObject(0).getInt("id");
    return rest.get("runs/" + id);
  }

  @Override
  public void clear() {
    store.clear();
  }

  @Override
  public long rows(String relation) {
    return store.rows(relation);
  }
}
