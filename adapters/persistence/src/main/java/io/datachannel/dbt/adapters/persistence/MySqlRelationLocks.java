package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RelationLocks;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of {@code log_dbt_relation_locks}. */
public final class MySqlRelationLocks implements RelationLocks {
  private static final int LONGEST_NAME = 255;

  private final Session session;

  public MySqlRelationLocks(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<Holder> take(Run run, WarehouseId warehouse, Collection<Relation> relations) {
    return session.inTransaction(() -> {
      release(run.id());
      session.addAll(RelationLockStatements.WISH, wishes(run, warehouse, relations));
      Optional<Holder> holder = session.one(RelationLockStatements.HOLDER, Values.of("run", run.id().value()), MySqlRelationLocks::holder);
      if (holder.isEmpty()) {
        session.change(RelationLockStatements.HOLD, Values.of("run", run.id().value()));
      }
      return holder;
    });
  }

  @Override
  public void release(RunId run) {
    session.change(RelationLockStatements.RELEASE, Values.of("run", run.value()));
  }

  private static List<Values> wishes(Run run, WarehouseId warehouse, Collection<Relation> relations) {
    Map<String, Relation> byKey = new TreeMap<>();
    relations.forEach(relation -> byKey.put(key(relation), relation));
    return byKey.entrySet().stream().map(entry -> Values.of("run", run.id().value())
        .with("account", run.account().value()).with("warehouse", warehouse.value())
        .with("relation_sha", entry.getKey())
        .with("database", ColumnText.varchar(entry.getValue().database(), LONGEST_NAME))
        .with("schema", ColumnText.varchar(entry.getValue().schema(), LONGEST_NAME))
        .with("identifier", ColumnText.varchar(entry.getValue().identifier(), LONGEST_NAME))).toList();
  }

  private static Holder holder(Row row) {
    return new Holder(new RunId(row.integer("log_dbt_project_run_id")),
        new Relation(row.text("database_name"), row.text("schema_name"), row.text("identifier")));
  }

  /** No name holds NUL, so that two relations never have one key. */
  private static String key(Relation relation) {
    String name = String.join("\0", relation.database(), relation.schema(), relation.identifier()).toLowerCase(Locale.ROOT);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
