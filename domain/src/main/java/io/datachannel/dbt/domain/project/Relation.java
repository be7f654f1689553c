package io.datachannel.dbt.domain.project;

/**
 * The table or view that a node writes in the warehouse.
 *
 * @param database empty in warehouses that have none
 * @param schema   a dataset, where the warehouse calls it so
 */
public record Relation(String database, String schema, String identifier) {

  /** For people. */
  public String dotted() {
    return (database.isEmpty() ? "" : database + ".") + schema + "." + identifier;
  }
}
