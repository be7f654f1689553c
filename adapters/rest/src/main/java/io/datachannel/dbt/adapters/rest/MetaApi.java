package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.result.IdSource;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;

/** The MetaAPI for pipelines and runners (specification, "MetaAPI"); it takes tokens of the role SERVICE alone. */
@ApplicationPath(MetaApi.PATH)
public final class MetaApi extends RestApplication {
  public static final String PATH = "/meta/v1";

  /** @param resources the resource objects of meta/ */
  public MetaApi(Authenticate authenticate, IdSource ids, InstantSource clock, Set<Object> resources) {
    super(authenticate, ids, clock, resources);
  }
}
