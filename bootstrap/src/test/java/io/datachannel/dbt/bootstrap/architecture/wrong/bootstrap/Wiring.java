package io.datachannel.dbt.bootstrap.architecture.wrong.bootstrap;

/** What only the composition root may know. */
public record Wiring() {}
