package io.datachannel.dbt.adapters.rest.body;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** How wire records become JSON: members in the order of their names, so that answers compare; what is absent is left out. */
@Provider
public final class WireJson implements ContextResolver<Jsonb> {
  private final Jsonb jsonb = JsonbBuilder.create(
      new JsonbConfig().withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL));

  /** On one line. */
  public String write(Object wire) {
    return jsonb.toJson(wire);
  }

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }
}
