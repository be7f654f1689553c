package io.datachannel.dbt.domain.collection;

/** A row of {@code dbt_model_collections}. */
public record CollectionId(int value) {}
