package io.datachannel.dbt.bootstrap.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Walks the specification's flow against a running service: warehouse, project, refresh, run, log. */
public final class Demo {
  private static final long LOOK_EVERY_MS = 200;

  private final RestClient rest;
  private final PrintStream out;

  public Demo(RestClient rest, PrintStream out) {
    this.rest = rest;
    this.out = out;
  }

  /** @return the finished run, as GET /runs/{id} shows it */
  public JsonObject run(Path repository) throws InterruptedException {
    long project = project(repository);
    refresh(project);
    out.println("Run: POST /projects/" + project + "/runs");
    JsonObject run = rest.post("projects/" + project + "/runs", Json.createObjectBuilder().add("command", "build").build());
    try (var events = rest.stream("runs/" + run.getInt("id") + "/events")) {
      new RunPrinter(out).print(events);
    }
    return rest.get("runs/" + run.getInt("id"));
  }

  private long project(Path repository) {
    Optional<JsonObject> known = rest.get("projects").getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .filter(project -> project.getString("name").equals("shop")).findFirst();
    if (known.isPresent()) {
      out.println("Project 'shop' is there from an earlier demo.");
      return known.get().getInt("id");
    }
    out.println("Warehouse: POST /warehouses (duckdb)");
    long warehouse = rest.post("warehouses", Json.createObjectBuilder()
        .add("name", "shop warehouse").add("type", "duckdb")
        .add("connection", Json.createObjectBuilder().add("path", "shop.duckdb")).build()).getInt("id");
    out.println("Project: POST /projects (" + repository.toUri() + ", branch main)");
    return rest.post("projects", Json.createObjectBuilder()
        .add("name", "shop").add("warehouseId", warehouse)
        .add("repositoryUrl", repository.toUri().toString()).add("branch", "main").build()).getInt("id");
  }

  private void refresh(long project) throws InterruptedException {
    out.println("Refresh: POST /projects/" + project + "/refresh (the first one also builds the Python environment)");
    JsonObject job = rest.post("projects/" + project + "/refresh", JsonObject.EMPTY_JSON_OBJECT);
    String path = "projects/" + project + "/refreshes/" + job.getInt("id");
    String step = "";
    while (isUnderWay(job)) {
      if (!job.getString("step", "").equals(step)) {
        step = job.getString("step", "");
        out.println("  step    " + step);
      }
      new CountDownLatch(1).await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
      job = rest.get(path);
    }
    if (!job.getString("state").equals("SUCCESSFUL")) {
      throw new IllegalStateException("the refresh failed: " + job);
    }
    out.println("  models  " + rest.get("projects/" + project + "/models?resourceType=model").getJsonArray("items").size());
  }

  private static boolean isUnderWay(JsonObject job) {
    return job.getString("state").equals("QUEUED") || job.getString("state").equals("RUNNING");
  }
}
