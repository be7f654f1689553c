package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.adapters.rest.body.JsonBodyReader;
import io.datachannel.dbt.adapters.rest.body.WireJson;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.adapters.rest.problem.ProblemMapper;
import io.datachannel.dbt.adapters.rest.problem.RequestIds;
import io.datachannel.dbt.adapters.rest.problem.UnknownPaths;
import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.result.IdSource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The FrontendAPI (specification, "FrontendAPI"). Whatever resources it is given, a caller without a token reaches none of them:
 * the filters come with the application, and no path is exempt.
 */
@ApplicationPath(RestApplication.PATH)
public final class RestApplication extends Application {
  public static final String PATH = "/api/v1";

  private final Set<Object> singletons = new LinkedHashSet<>();

  /** @param resources the resource objects of this package and below */
  public RestApplication(Authenticate authenticate, IdSource ids, Set<Object> resources) {
    singletons.add(new RequestIds(ids));
    singletons.add(new CallerFilter(authenticate));
    singletons.add(new JsonBodyReader());
    singletons.add(new WireJson());
    singletons.add(new ProblemMapper());
    singletons.add(new UnknownPaths(resources));
    singletons.addAll(resources);
  }

  /** Jersey holds an answer back until it fills a buffer or ends; events must leave when they happen. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.contentLength.buffer", 0);
  }

  /** Deprecated in favour of injected classes; it is the standard's one way to hand over objects that a composition root made. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.copyOf(singletons);
  }
}
