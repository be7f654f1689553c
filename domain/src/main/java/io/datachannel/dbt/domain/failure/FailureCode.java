package io.datachannel.dbt.domain.failure;

import static io.datachannel.dbt.domain.failure.Blame.CAPACITY;
import static io.datachannel.dbt.domain.failure.Blame.INTERNAL;
import static io.datachannel.dbt.domain.failure.Blame.USER;
import static io.datachannel.dbt.domain.failure.Blame.WAREHOUSE;

import java.util.Arrays;

/**
 * The stable codes of everything that can fail, with whom to blame and the error type that a run's error row carries.
 * A code is part of the API: it is never renamed, and clients may branch on it.
 */
public enum FailureCode {
  MALFORMED_JSON(USER, RunErrorType.INTERNAL),
  BODY_TOO_LARGE(USER, RunErrorType.INTERNAL),
  FIELD_MISSING(USER, RunErrorType.INTERNAL),
  FIELD_INVALID(USER, RunErrorType.INTERNAL),
  FIELD_UNKNOWN(USER, RunErrorType.INTERNAL),
  UNAUTHENTICATED(USER, RunErrorType.INTERNAL),
  ROLE_INSUFFICIENT(USER, RunErrorType.INTERNAL),
  NOT_FOUND(USER, RunErrorType.INTERNAL),
  METHOD_NOT_ALLOWED(USER, RunErrorType.INTERNAL),
  MEDIA_TYPE_UNSUPPORTED(USER, RunErrorType.INTERNAL),
  PRECONDITION_REQUIRED(USER, RunErrorType.INTERNAL),
  PRECONDITION_FAILED(USER, RunErrorType.INTERNAL),
  RANGE_NOT_SATISFIABLE(USER, RunErrorType.INTERNAL),
  IDEMPOTENCY_KEY_REUSED(USER, RunErrorType.INTERNAL),
  IN_USE(USER, RunErrorType.INTERNAL),
  PROJECT_NOT_ACTIVE(USER, RunErrorType.INTERNAL),
  RUN_ALREADY_FINISHED(USER, RunErrorType.INTERNAL),
  RUN_NOT_FINISHED(USER, RunErrorType.INTERNAL),
  RUN_STATUS_REFUSED(USER, RunErrorType.INTERNAL),
  RUN_NOT_REPORTED(USER, RunErrorType.INTERNAL),
  RUN_REPORTED(USER, RunErrorType.INTERNAL),
  NOTHING_TO_RETRY(USER, RunErrorType.INTERNAL),
  TOO_MANY_RESULTS(USER, RunErrorType.INTERNAL),
  QUEUE_FULL(CAPACITY, RunErrorType.INTERNAL),
  UPLOAD_INCOMPLETE(USER, RunErrorType.STORAGE),

  NOTIFICATION_URL_REFUSED(USER, RunErrorType.INTERNAL),
  MAIL_NOT_CONFIGURED(USER, RunErrorType.INTERNAL),
  TOO_MANY_TARGETS(USER, RunErrorType.INTERNAL),
  TARGET_WITHOUT_SECRET(USER, RunErrorType.INTERNAL),

  PROVIDER_UNSUPPORTED(USER, RunErrorType.GIT),
  PROVIDER_ACCESS_DENIED(USER, RunErrorType.GIT),
  PROVIDER_RATE_LIMITED(CAPACITY, RunErrorType.GIT),
  PROVIDER_UNAVAILABLE(INTERNAL, RunErrorType.GIT),

  REPOSITORY_URL_REFUSED(USER, RunErrorType.GIT),
  REPOSITORY_UNREACHABLE(USER, RunErrorType.GIT),
  REPOSITORY_NOT_FOUND(USER, RunErrorType.GIT),
  REPOSITORY_ACCESS_DENIED(USER, RunErrorType.GIT),
  REPOSITORY_HOST_KEY_UNKNOWN(USER, RunErrorType.GIT),
  REPOSITORY_TOO_LARGE(USER, RunErrorType.GIT),
  REPOSITORY_CONTENT_REFUSED(USER, RunErrorType.GIT),
  BRANCH_NOT_FOUND(USER, RunErrorType.GIT),
  PROJECT_PATH_INVALID(USER, RunErrorType.GIT),
  PROJECT_FILE_MISSING(USER, RunErrorType.GIT),

  DBT_VERSION_UNKNOWN(USER, RunErrorType.ENVIRONMENT),
  DBT_VERSION_UNSUITABLE(USER, RunErrorType.ENVIRONMENT),
  REQUIREMENTS_REFUSED(USER, RunErrorType.ENVIRONMENT),
  ENVIRONMENT_UNRESOLVABLE(USER, RunErrorType.ENVIRONMENT),
  ENVIRONMENT_BUILD_FAILED(INTERNAL, RunErrorType.ENVIRONMENT),
  ENVIRONMENT_TOO_LARGE(USER, RunErrorType.ENVIRONMENT),
  PACKAGES_UNRESOLVABLE(USER, RunErrorType.ENVIRONMENT),

  WAREHOUSE_TYPE_UNKNOWN(USER, RunErrorType.PROFILE),
  WAREHOUSE_FIELD_INVALID(USER, RunErrorType.PROFILE),
  SECRET_UNREADABLE(INTERNAL, RunErrorType.PROFILE),

  ARGUMENT_UNKNOWN(USER, RunErrorType.PROFILE),
  ARGUMENT_FORBIDDEN(USER, RunErrorType.PROFILE),
  ARGUMENT_CONFLICT(USER, RunErrorType.PROFILE),
  ARGUMENT_INVALID(USER, RunErrorType.PROFILE),

  PARSE_FAILED(USER, RunErrorType.PARSE),
  COMPILATION_FAILED(USER, RunErrorType.COMPILATION),
  MODEL_UNKNOWN(USER, RunErrorType.PARSE),
  MODEL_MISSING(USER, RunErrorType.PARSE),
  NOTHING_SELECTED(USER, RunErrorType.PARSE),
  MODEL_FAILED(USER, RunErrorType.MODEL),
  TEST_FAILED(USER, RunErrorType.TEST),
  WAREHOUSE_UNREACHABLE(WAREHOUSE, RunErrorType.WAREHOUSE_CONNECTION),

  RUN_TIMED_OUT(USER, RunErrorType.TIMEOUT),
  RUN_CANCELLED(USER, RunErrorType.CANCELLED),
  RUN_LOST(INTERNAL, RunErrorType.LOST),
  RUN_QUEUED_AGAIN(INTERNAL, RunErrorType.LOST),
  SANDBOX_MISSING(INTERNAL, RunErrorType.INTERNAL),
  RUNNER_CRASHED(INTERNAL, RunErrorType.INTERNAL),
  RUNNER_OUT_OF_MEMORY(CAPACITY, RunErrorType.INTERNAL),
  DISK_QUOTA(USER, RunErrorType.STORAGE),
  RUNNER_DISK_FULL(CAPACITY, RunErrorType.INTERNAL),

  STORAGE_UNAVAILABLE(INTERNAL, RunErrorType.STORAGE),
  DATABASE_UNAVAILABLE(INTERNAL, RunErrorType.INTERNAL),
  SCHEMA_NEWER(INTERNAL, RunErrorType.INTERNAL),
  SCHEMA_MIGRATION_FAILED(INTERNAL, RunErrorType.INTERNAL),
  INTERNAL_ERROR(INTERNAL, RunErrorType.INTERNAL);

  private final Blame blame;
  private final RunErrorType errorType;

  FailureCode(Blame blame, RunErrorType errorType) {
    this.blame = blame;
    this.errorType = errorType;
  }

  /** Of a name that was stored, perhaps by a newer version of the service: one that is not known here is {@link #INTERNAL_ERROR}, and its message tells. */
  public static FailureCode stored(String name) {
    return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst().orElse(INTERNAL_ERROR);
  }

  public Blame blame() {
    return blame;
  }

  /** Whether it may pass by itself, so that the same is tried again within seconds. */
  public boolean mayPass() {
    return this == REPOSITORY_UNREACHABLE;
  }

  /** The value of {@code log_dbt_project_run_errors.err_type} for a run that fails with this code. */
  public RunErrorType errorType() {
    return errorType;
  }
}
