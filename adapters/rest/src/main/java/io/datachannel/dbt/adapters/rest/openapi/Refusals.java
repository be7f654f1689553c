package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.RoleFilter;
import io.datachannel.dbt.adapters.rest.caller.WithoutToken;
import io.datachannel.dbt.adapters.rest.problem.HttpStatus;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The codes that an operation may be refused with, by status: those of its table, and those that follow from its shape. */
final class Refusals {
  /** 406 shares its code with 415. */
  static final int NOT_ACCEPTABLE = 406;

  private Refusals() {}

  static SortedMap<Integer, Set<String>> of(Route route, Operation operation) {
    Set<FailureCode> codes = EnumSet.of(FailureCode.INTERNAL_ERROR, FailureCode.SECRET_UNREADABLE, FailureCode.DATABASE_UNAVAILABLE,
        FailureCode.STORAGE_UNAVAILABLE);
    codes.addAll(operation.refusals());
    if (!route.method().isAnnotationPresent(WithoutToken.class)) {
      codes.add(FailureCode.UNAUTHENTICATED);
    }
    RoleFilter.roleFor(route.method()).ifPresent(_ -> codes.add(FailureCode.ROLE_INSUFFICIENT));
    if (route.path().contains("{")) {
      codes.add(FailureCode.NOT_FOUND);
    }
    if (Arrays.stream(route.method().getParameters()).anyMatch(
        taken -> taken.isAnnotationPresent(QueryParam.class) || taken.isAnnotationPresent(HeaderParam.class))) {
      codes.add(FailureCode.FIELD_INVALID);
    }
    if (Arrays.asList(route.method().getParameterTypes()).contains(JsonBody.class)) {
      codes.addAll(List.of(FailureCode.MALFORMED_JSON, FailureCode.FIELD_MISSING, FailureCode.FIELD_INVALID, FailureCode.FIELD_UNKNOWN,
          FailureCode.BODY_TOO_LARGE));
    }
    if (!operation.bodyTypes().isEmpty()) {
      codes.add(FailureCode.MEDIA_TYPE_UNSUPPORTED);
    }
    SortedMap<Integer, Set<String>> byStatus = new TreeMap<>();
    codes.forEach(code -> byStatus.computeIfAbsent(HttpStatus.of(code).getStatusCode(), _ -> new TreeSet<>()).add(code.name()));
    byStatus.put(NOT_ACCEPTABLE, new TreeSet<>(Set.of(FailureCode.MEDIA_TYPE_UNSUPPORTED.name())));
    return byStatus;
  }
}
