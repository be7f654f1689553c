package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.adapters.rest.problem.NothingHere;
import io.datachannel.dbt.adapters.rest.problem.ProblemMapper;
import io.datachannel.dbt.adapters.rest.problem.RequestIdFilter;
import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.result.IdSource;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** The FrontendAPI: the resources that the wiring made, behind authentication and one form of error. */
public final class RestApplication extends Application {
  /** Where it is mounted. */
  public static final String PATH = "/api/v1";

  private final Set<Object> parts;

  /** @param resources the resource objects, made by the wiring */
  public RestApplication(Set<Object> resources, Authenticate authenticate, IdSource ids) {
    this.parts = new HashSet<>(resources);
    parts.add(new RequestIdFilter(ids));
    parts.add(new CallerFilter(authenticate));
    parts.add(new ProblemMapper());
    parts.add(new NothingHere());
  }

  /** Deprecated in favour of beans, which the container would make; here the wiring makes them. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.copyOf(parts);
  }
}
