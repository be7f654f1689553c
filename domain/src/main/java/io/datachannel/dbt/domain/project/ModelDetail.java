package io.datachannel.dbt.domain.project;

import java.util.List;
import java.util.Optional;

/**
 * What is shown of one node besides what its {@link Model} says; it is large, so that lists do without.
 *
 * @param language    sql, or python
 * @param rawSql      as its file has it; empty for seeds
 * @param compiledSql as the warehouse is given it; absent when it was not compiled
 * @param columns     those that its owners wrote down
 * @param tests       that are on it, by unique_id
 * @param children    the unique_ids of what is built of it or uses it, tests left out
 * @param meta        what its owners noted for other tools, a JSON object
 */
public record ModelDetail(
    String uniqueId,
    String language,
    String rawSql,
    Optional<String> compiledSql,
    List<ModelColumn> columns,
    List<AttachedTest> tests,
    List<String> children,
    String meta) {

  /** @param dataType in the warehouse's words, when it was written down */
  public record ModelColumn(String name, Optional<String> dataType, String description) {}

  /**
   * A test on a node.
   *
   * @param name   for example unique, or that of its file
   * @param column absent when it is on the node as a whole
   */
  public record AttachedTest(String uniqueId, String name, Optional<String> column) {}

  /** What is known of a node that was found after the last details were. */
  public static ModelDetail unknown(String uniqueId) {
    return new ModelDetail(uniqueId, "sql", "", Optional.empty(), List.of(), List.of(), List.of(), "{}");
  }

  /** The tests on a column. Warehouses differ in whether case counts, so it does not here. */
  public List<AttachedTest> testsOn(ModelColumn column) {
    return tests.stream().filter(test -> test.column().filter(column.name()::equalsIgnoreCase).isPresent()).toList();
  }

  /** The tests on the node as a whole, and those on columns that were not written down. */
  public List<AttachedTest> testsOnTheWhole() {
    return tests.stream().filter(test -> columns.stream().noneMatch(column -> testsOn(column).contains(test))).toList();
  }
}
