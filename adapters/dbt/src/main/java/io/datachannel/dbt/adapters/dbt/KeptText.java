package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.Relation;
import java.util.List;
import java.util.Optional;

/** Counts all text that is held of a manifest until its end, since any of it may be long, and may be there for each of many nodes. */
final class KeptText {
  /** In characters; what one of many words takes besides its own, so that empty ones count, too. */
  private static final int OF_A_WORD = 16;

  private long left;

  /** @param most in characters */
  KeptText(long most) {
    this.left = most;
  }

  Model hold(Model model) {
    text(model.uniqueId());
    text(model.name());
    words(model.fqn());
    text(model.path());
    text(model.materialized());
    words(model.dependsOn());
    words(model.tags());
    model.relation().ifPresent(this::hold);
    text(model.description());
    text(model.checksum());
    return model;
  }

  private void hold(Relation relation) {
    text(relation.database());
    text(relation.schema());
    text(relation.identifier());
  }

  LineageNode hold(LineageNode node) {
    text(node.uniqueId());
    text(node.name());
    text(node.path());
    words(node.parents());
    return node;
  }

  void hold(ModelColumn column) {
    take(OF_A_WORD);
    text(column.name());
    text(column.dataType());
    text(column.description());
  }

  void words(List<String> words) {
    words.forEach(word -> take(OF_A_WORD + word.length()));
  }

  void text(Optional<String> text) {
    text.ifPresent(this::text);
  }

  void text(String text) {
    take(text.length());
  }

  /** @throws TooLarge when it is more than there may be */
  private void take(long characters) {
    left -= characters;
    if (left < 0) {
      throw new TooLarge("it has more text than the service reads");
    }
  }
}
