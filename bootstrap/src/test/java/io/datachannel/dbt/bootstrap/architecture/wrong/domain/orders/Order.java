package io.datachannel.dbt.bootstrap.architecture.wrong.domain.orders;

/** The other end of a wrong cycle. */
public record Order(int id) {}
