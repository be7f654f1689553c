package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.result.IdSource;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;

/** The FrontendAPI (specification, "FrontendAPI"). */
@ApplicationPath(FrontendApi.PATH)
public final class FrontendApi extends RestApplication {
  public static final String PATH = "/api/v1";

  /** @param resources the resource objects of this package and below, but those of meta/ */
  public FrontendApi(Authenticate authenticate, IdSource ids, InstantSource clock, Set<Object> resources) {
    super(authenticate, ids, clock, resources);
  }
}
