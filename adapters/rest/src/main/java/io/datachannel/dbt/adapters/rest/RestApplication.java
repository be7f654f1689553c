package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.adapters.rest.body.CompressedJson;
import io.datachannel.dbt.adapters.rest.body.JsonBodyReader;
import io.datachannel.dbt.adapters.rest.body.WireJson;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.adapters.rest.caller.RoleFilter;
import io.datachannel.dbt.adapters.rest.credentials.LoginReturns;
import io.datachannel.dbt.adapters.rest.problem.ContentTypes;
import io.datachannel.dbt.adapters.rest.problem.Outages;
import io.datachannel.dbt.adapters.rest.problem.ProblemMapper;
import io.datachannel.dbt.adapters.rest.problem.RequestIds;
import io.datachannel.dbt.adapters.rest.problem.UnknownPaths;
import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.result.IdSource;
import jakarta.ws.rs.core.Application;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What both APIs have in common. Whatever resources one is given, a caller without a token reaches none of them but what says
 * {@link io.datachannel.dbt.adapters.rest.caller.WithoutToken}: the filters come with the application.
 */
public abstract sealed class RestApplication extends Application permits FrontendApi, MetaApi {
  private final Set<Object> singletons = new LinkedHashSet<>();
  private final Set<Class<?>> resourceClasses;

  /**
   * @param clock     tells when an outage that lasts is told again
   * @param resources the resource objects; their classes are at the root of the application
   */
  RestApplication(Authenticate authenticate, IdSource ids, InstantSource clock, Set<Object> resources) {
    singletons.add(new RequestIds(ids));
    singletons.add(new ContentTypes());
    singletons.add(new CallerFilter(authenticate, resources));
    singletons.add(new RoleFilter());
    singletons.add(new JsonBodyReader());
    singletons.add(new WireJson());
    singletons.add(new ProblemMapper(new Outages(clock)));
    singletons.add(new LoginReturns());
    singletons.add(new CompressedJson());
    singletons.add(new UnknownPaths(resources));
    singletons.addAll(resources);
    resourceClasses = resources.stream().map(Object::getClass).collect(Collectors.toUnmodifiableSet());
  }

  /** What is called over this application, but for what takes unknown paths. */
  public Set<Class<?>> resourceClasses() {
    return resourceClasses;
  }

  /**
   * Jersey holds an answer back until it fills a buffer or ends; events must leave when they happen. It makes whole URLs of the paths in
   * {@code Location}, with the scheme that it sees itself: behind a proxy that speaks https, a browser would be sent to http.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.contentLength.buffer", 0,
        "jersey.config.server.headers.location.relative.resolution.disabled", true);
  }

  /** Deprecated in favour of injected classes; it is the standard's one way to hand over objects that a composition root made. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.copyOf(singletons);
  }
}
