package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.bootstrap.system.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A generated project: a layer of views over constants, each behind it over two of the layer before; every tenth model is described and tested. */
final class LargeProject {
  static final int MODELS = 700;
  /** One of each of the last layers, one behind the other. */
  static final String FOUR = "m_399 m_499 m_599 m_699";

  private static final int LAYER = 100;

  private LargeProject() {}

  static Path in(Path folder) {
    List<String> files = new ArrayList<>(List.of("dbt_project.yml",
        "name: large\nversion: '1.0'\nconfig-version: 2\nprofile: shop\nmodels:\n  large:\n    +materialized: view\n"));
    StringBuilder described = new StringBuilder("version: 2\nmodels:\n");
    for (int number = 0; number < MODELS; number++) {
      files.add("models/layer_%d/m_%d.sql".formatted(number / LAYER, number));
      files.add(sql(number));
      if (number % 10 == 0) {
        described.append("""
              - name: m_%d
                description: "The model number %1$d, which is described."
                columns:
                  - name: id
                    description: "Counts from one."
                    data_tests: [not_null]
            """.formatted(number));
      }
    }
    files.addAll(List.of("models/schema.yml", described.toString()));
    Repository.of(folder, "large", files.toArray(String[]::new));
    return folder.resolve("large");
  }

  private static String sql(int number) {
    if (number < LAYER) {
      return "select %d as id, 'a%1$d' as name\nunion all\nselect %1$d + 1, 'b%1$d'\n".formatted(number);
    }
    int below = number - LAYER;
    int beside = number / LAYER * LAYER - LAYER + (number + 1) % LAYER;
    return """
        with one as (select id, name from {{ ref('m_%d') }}),
        other as (select id, name from {{ ref('m_%d') }})
        select one.id, one.name from one left join other on other.id = one.id
        """.formatted(below, beside);
  }
}
