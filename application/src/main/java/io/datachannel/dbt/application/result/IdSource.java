package io.datachannel.dbt.application.result;

/** Where fresh identifiers come from; injected so that tests know them. */
public interface IdSource {
  /** A random UUID in its canonical form, never given twice. */
  String uuid();
}
