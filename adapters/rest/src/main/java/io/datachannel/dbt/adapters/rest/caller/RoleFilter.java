package io.datachannel.dbt.adapters.rest.caller;

import io.datachannel.dbt.domain.account.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/** Lets a caller do only what the role of the token covers. It runs before the body is read. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class RoleFilter implements ContainerRequestFilter {
  /** The framework puts in a view of whichever request is being answered. */
  @Context
  private ResourceInfo resource;

  /** @throws RoleInsufficient when the role does not cover the call */
  @Override
  public void filter(ContainerRequestContext request) {
    roleFor(resource.getResourceMethod()).ifPresent(needed -> check(request, needed));
  }

  /**
   * For a call that needs more when it is asked for more.
   *
   * @throws RoleInsufficient when the caller's role does not cover it
   */
  public static void check(ContainerRequestContext request, Role needed) {
    Role role = CallerFilter.callerOf(request).role();
    if (!role.covers(needed)) {
      throw new RoleInsufficient(role, needed);
    }
  }

  /** The role that a method of a resource needs; empty for one that is open to every known caller, or needs no token. */
  public static Optional<Role> roleFor(Method method) {
    return method.getDeclaringClass().isAnnotationPresent(AnyRole.class) || method.isAnnotationPresent(WithoutToken.class)
        ? Optional.empty() : Optional.of(neededBy(method));
  }

  private static Role neededBy(Method method) {
    if (method.isAnnotationPresent(Needs.class)) {
      return method.getAnnotation(Needs.class).value();
    }
    if (method.getDeclaringClass().isAnnotationPresent(Needs.class)) {
      return method.getDeclaringClass().getAnnotation(Needs.class).value();
    }
    return method.isAnnotationPresent(GET.class) ? Role.VIEWER : Role.EDITOR;
  }
}
