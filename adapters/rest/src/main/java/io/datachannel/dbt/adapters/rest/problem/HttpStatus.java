package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.ws.rs.core.Response.Status;

/** The one place that turns a failure's code into an HTTP status, and a status of the framework into a code. */
public final class HttpStatus {
  private HttpStatus() {}

  /** The status of a refusal with this code. */
  public static Status of(FailureCode code) {
    return switch (code) {
      case MALFORMED_JSON, FIELD_MISSING, FIELD_INVALID, FIELD_UNKNOWN, REPOSITORY_URL_REFUSED, PROJECT_PATH_INVALID,
          DBT_VERSION_UNKNOWN, REQUIREMENTS_REFUSED, WAREHOUSE_TYPE_UNKNOWN, WAREHOUSE_FIELD_INVALID, ARGUMENT_UNKNOWN,
          ARGUMENT_FORBIDDEN, ARGUMENT_CONFLICT, ARGUMENT_INVALID, MODEL_UNKNOWN, UPLOAD_INCOMPLETE -> Status.BAD_REQUEST;
      case UNAUTHENTICATED -> Status.UNAUTHORIZED;
      case ROLE_INSUFFICIENT -> Status.FORBIDDEN;
      case PRECONDITION_REQUIRED -> Status.PRECONDITION_REQUIRED;
      case PRECONDITION_FAILED -> Status.PRECONDITION_FAILED;
      case RANGE_NOT_SATISFIABLE -> Status.REQUESTED_RANGE_NOT_SATISFIABLE;
      case PROVIDER_RATE_LIMITED -> Status.TOO_MANY_REQUESTS;
      case PROVIDER_UNAVAILABLE -> Status.BAD_GATEWAY;
      case NOT_FOUND -> Status.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> Status.METHOD_NOT_ALLOWED;
      case BODY_TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE;
      case MEDIA_TYPE_UNSUPPORTED -> Status.UNSUPPORTED_MEDIA_TYPE;
      case RUN_ALREADY_FINISHED, RUN_NOT_FINISHED, RUN_STATUS_REFUSED, RUN_NOT_REPORTED, NOTHING_TO_RETRY, IN_USE,
          PROJECT_NOT_ACTIVE, IDEMPOTENCY_KEY_REUSED, PROVIDER_UNSUPPORTED, PROVIDER_ACCESS_DENIED, REPOSITORY_UNREACHABLE,
          REPOSITORY_NOT_FOUND, REPOSITORY_ACCESS_DENIED, REPOSITORY_TOO_LARGE, REPOSITORY_CONTENT_REFUSED, BRANCH_NOT_FOUND,
          PROJECT_FILE_MISSING, ENVIRONMENT_UNRESOLVABLE, PACKAGES_UNRESOLVABLE, PARSE_FAILED, COMPILATION_FAILED, NOTHING_SELECTED,
          MODEL_FAILED, TEST_FAILED, WAREHOUSE_UNREACHABLE, RUN_TIMED_OUT, RUN_CANCELLED, SECRET_UNREADABLE ->
          Status.CONFLICT;
      case DATABASE_UNAVAILABLE, STORAGE_UNAVAILABLE, RUNNER_OUT_OF_MEMORY -> Status.SERVICE_UNAVAILABLE;
      case ENVIRONMENT_BUILD_FAILED, RUN_LOST, RUNNER_CRASHED, INTERNAL_ERROR -> Status.INTERNAL_SERVER_ERROR;
    };
  }

  /** The code for what the framework refused by itself. */
  static FailureCode codeOf(int status) {
    return switch (status) {
      case 401 -> FailureCode.UNAUTHENTICATED;
      case 403 -> FailureCode.ROLE_INSUFFICIENT;
      case 404 -> FailureCode.NOT_FOUND;
      case 405 -> FailureCode.METHOD_NOT_ALLOWED;
      case 406, 415 -> FailureCode.MEDIA_TYPE_UNSUPPORTED;
      case 413 -> FailureCode.BODY_TOO_LARGE;
      default -> status < 500 ? FailureCode.FIELD_INVALID : FailureCode.INTERNAL_ERROR;
    };
  }
}
