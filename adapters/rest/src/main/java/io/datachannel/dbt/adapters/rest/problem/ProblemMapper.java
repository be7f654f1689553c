package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.adapters.rest.caller.RoleInsufficient;
import io.datachannel.dbt.adapters.rest.caller.Unauthenticated;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.result.TryLater;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.Optional;

/** Turns everything that a request can end with, but an answer, into a {@link Problem}. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());
  /** Most outages are a restart of the database. */
  private static final int RETRY_SECONDS = 10;

  /** The server's own word for a connection that broke within a body; most such clients hear nothing any more. */
  private static final String BROKEN_OFF = "io.helidon.common.buffers.DataReader$InsufficientDataAvailableException";

  private final Outages outages;

  /** The framework puts in a view of whichever request is being answered. */
  @Context
  private HttpHeaders request;

  public ProblemMapper(Outages outages) {
    this.outages = outages;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case InvalidInput invalid -> problem(HttpStatus.of(invalid.code()), invalid.code(), invalid.getMessage(),
          Optional.of(invalid.field()).filter(field -> !field.isEmpty())).build();
      case NotFound missing -> problem(Status.NOT_FOUND, FailureCode.NOT_FOUND, missing.getMessage(), Optional.empty()).build();
      case Rejected rejected -> problem(
          HttpStatus.of(rejected.failure().code()), rejected.failure().code(), rejected.failure().message(), Optional.empty()).build();
      case TryLater later -> later(later);
      case Unauthenticated _ -> problem(Status.UNAUTHORIZED, FailureCode.UNAUTHENTICATED,
          "This needs an API token of the service in the header 'Authorization: Bearer …'; none was given, or one that is unknown, "
          + "expired or revoked.",
          Optional.empty()).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case RoleInsufficient insufficient ->
          problem(Status.FORBIDDEN, FailureCode.ROLE_INSUFFICIENT, insufficient.getMessage(), Optional.empty()).build();
      case PortFailure failed -> failed(failed);
      case WebApplicationException refused -> refused(refused);
      case RuntimeException broken when broken.getClass().getName().equals(BROKEN_OFF) -> problem(Status.BAD_REQUEST, FailureCode.MALFORMED_JSON,
          "The body broke off before its end; send it again, whole.", Optional.empty()).build();
      default -> internal(thrown);
    };
  }

  private Response failed(PortFailure failed) {
    Status status = HttpStatus.of(failed.code());
    if (status == Status.SERVICE_UNAVAILABLE) {
      return away(status, failed);
    }
    log(Level.WARNING, failed);
    String detail = switch (status) {
      case CONFLICT -> "A stored secret of the warehouse or the credential can no longer be opened. Enter it again.";
      default -> "The service could not do this; tell its operator the request id.";
    };
    return problem(status, failed.code(), detail, Optional.empty()).build();
  }

  private Response away(Status status, PortFailure failed) {
    outages.tell(requestId(), failed);
    return problem(status, failed.code(), "The service cannot use its database or its storage now; try again in a minute.", Optional.empty())
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build();
  }

  private Response later(TryLater later) {
    Status status = HttpStatus.of(later.failure().code());
    Problem problem = new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), later.failure().code().name(),
        later.failure().message(), Optional.empty(), requestId(), Optional.of(later.at()));
    return Response.status(status).type(Problem.MEDIA_TYPE).header(HttpHeaders.RETRY_AFTER, later.duration().toSeconds())
        .entity(problem).build();
  }

  private Response refused(WebApplicationException refused) {
    StatusType status = refused.getResponse().getStatusInfo();
    if (status.getStatusCode() < 400) {
      return refused.getResponse();
    }
    if (status.getStatusCode() >= 500) {
      log(Level.ERROR, refused);
    }
    var response = problem(status, HttpStatus.codeOf(status.getStatusCode()), detailOf(status.getStatusCode()), Optional.empty());
    Optional.ofNullable(refused.getResponse().getHeaderString(HttpHeaders.ALLOW))
        .ifPresent(methods -> response.header(HttpHeaders.ALLOW, methods));
    return response.build();
  }

  private static String detailOf(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take this method; the header 'Allow' says which it takes.";
      case 406 -> "The answer is of another media type than the header 'Accept' allows.";
      case 415 -> "The body must be JSON, sent with the header 'Content-Type: application/json'.";
      default -> status < 500 ? "The request is not well-formed." : "The service failed at this; tell its operator the request id.";
    };
  }

  private Response internal(Throwable thrown) {
    log(Level.ERROR, thrown);
    return problem(Status.INTERNAL_SERVER_ERROR, FailureCode.INTERNAL_ERROR, detailOf(500), Optional.empty()).build();
  }

  private void log(Level level, Throwable thrown) {
    LOG.log(level, "request " + requestId() + " failed", thrown);
  }

  private Response.ResponseBuilder problem(StatusType status, FailureCode code, String detail, Optional<String> field) {
    Problem problem = new Problem(
        "about:blank", status.getReasonPhrase(), status.getStatusCode(), code.name(), detail, field, requestId(), Optional.empty());
    return Response.status(status).type(Problem.MEDIA_TYPE).entity(problem);
  }

  private String requestId() {
    return request.getHeaderString(RequestIds.HEADER);
  }
}
