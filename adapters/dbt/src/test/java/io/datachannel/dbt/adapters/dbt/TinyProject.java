package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dbt project on the disk: one model and one test of it on DuckDB, until more is added. */
final class TinyProject {
  /** Takes minutes, and DuckDB stops it at once when it is asked to. */
  static final String LONG_QUERY =
      "select sum(a.range * b.range % 7) as total from range(1000000) a, range(10000000) b";

  static final AccountId ACCOUNT = new AccountId(1);

  private final Path folder;

  TinyProject(Path folder) {
    this.folder = folder;
    write("dbt_project.yml", """
        name: shop
        version: '1.0'
        profile: shop
        models: {shop: {+materialized: table}}
        """);
    profile("{type: duckdb, path: '" + folder.resolve("shop.duckdb") + "', threads: 2}");
    model("orders", "select 1 as id");
    write("models/schema.yml", """
        version: 2
        models:
          - name: orders
            columns: [{name: id, data_tests: [not_null]}]
        """);
  }

  TinyProject model(String name, String sql) {
    return write("models/" + name + ".sql", sql);
  }

  /** A model whose Python code is run by dbt's own process. */
  TinyProject python(String name, String statement) {
    return write("models/" + name + ".py", """
        import os, signal, subprocess, time

        def model(dbt, session):
            %s
            return session.sql("select 1 as id")
        """.formatted(statement));
  }

  TinyProject profile(String output) {
    return write("profiles/profiles.yml", "shop: {target: dev, outputs: {dev: " + output + "}}");
  }

  TinyProject write(String path, String content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  String text(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  Path folder() {
    return folder;
  }

  Path manifest() {
    return folder.resolve("out/manifest.json");
  }

  List<String> arguments(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--profiles-dir", folder.resolve("profiles").toString(), "--log-path", "out"));
    if (!words[0].equals("deps")) { // It writes no artifact, and does not take the option.
      arguments.addAll(List.of("--target-path", "out"));
    }
    return arguments;
  }

  DbtRequest request(String... words) {
    return new DbtRequest(ACCOUNT, RealDbt.PYTHON, folder, arguments(words), Map.of(), Map.of());
  }

  DbtRequest requestWithSecret(String name, String value, String... words) {
    return new DbtRequest(ACCOUNT, RealDbt.PYTHON, folder, arguments(words), Map.of("PLAIN", "plain"), Map.of(name, new Secret(value)));
  }
}
