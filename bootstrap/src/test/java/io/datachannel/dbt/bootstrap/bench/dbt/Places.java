package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.bootstrap.demo.RestClient;
import io.datachannel.dbt.bootstrap.system.PostgresServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Makes the same project for both ways: a clone for the bare one, a project of the service for the other, each with data of its own. */
record Places(Processes processes, Path folder, RestClient rest) {

  /** The two ways with one project. */
  record Pair(Bare bare, Served served) {

    /** Loads the seeds, which both begin with from then on. */
    void seed() {
      bare.run("seed", "");
      served.run("seed", "");
      seeded();
    }

    void seeded() {
      bare.store().seeded();
      served.store().seeded();
    }
  }

  Pair onDuckDb(Path repository, String name) throws IOException {
    JsonObject warehouse = Json.createObjectBuilder().add("name", name).add("type", "duckdb")
        .add("connection", Json.createObjectBuilder().add("path", name + ".duckdb")).build();
    // Where its file comes to be, the first run tells; the environment is there by then.
    Served fresh = Served.add(rest, repository, name, warehouse, NONE);
    fresh.run(repository.endsWith("shop") ? "seed" : "run", "");
    Tools tools = tools(name);
    Served served = new Served(rest, fresh.project(), new Store.DuckDb(found(name + ".duckdb"), tools));
    Path file = Files.createDirectories(folder.resolve("bare")).resolve(name + ".duckdb");
    Bare bare = Bare.clone(tools, repository, folder.resolve("bare").resolve(name), "type: duckdb\npath: " + file,
        new Store.DuckDb(file, tools));
    return new Pair(bare, served);
  }

  Pair onPostgres(Path repository, PostgresServer server) throws IOException {
    JsonObject warehouse = Json.createObjectBuilder().add("name", "pg").add("type", "postgres").add("connection", Json.createObjectBuilder()
        .add("host", "127.0.0.1").add("port", server.port()).add("user", PostgresServer.USER).add("password", PostgresServer.PASSWORD)
        .add("dbname", "shop").add("schema", "served")).build();
    Served served = Served.add(rest, repository, "pgshop", warehouse, new PostgresStore(server, "served"));
    Bare bare = Bare.clone(tools("pgshop"), repository, folder.resolve("bare").resolve("pgshop"), """
        type: postgres
        host: 127.0.0.1
        port: %d
        user: %s
        password: %s
        dbname: shop
        schema: bare
        threads: 4""".formatted(server.port(), PostgresServer.USER, PostgresServer.PASSWORD), new PostgresStore(server, "bare"));
    return new Pair(bare, served);
  }

  /** The environment that the service has built for a project of this name. */
  private Tools tools(String project) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data").resolve("environments"), 3, FileVisitOption.FOLLOW_LINKS)) {
      return new Tools(processes, all.filter(path -> path.endsWith("bin") && path.toString().contains("-" + project + "-"))
          .findFirst().orElseThrow());
    }
  }

  private Path found(String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      return all.filter(path -> path.endsWith(name) && Files.isRegularFile(path)).findFirst().orElseThrow();
    }
  }

  private static final Store NONE = new Store() {
    @Override
    public void seeded() {
      // There is nothing yet.
    }

    @Override
    public void clear() {
      // Nor now.
    }

    @Override
    public long rows(String relation) {
      return 0;
    }
  };
}
