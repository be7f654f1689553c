package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

/** The one place where what went wrong becomes an answer. What the service itself did wrong is logged, and not told. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Context private HttpHeaders headers;

  @Override
  public Response toResponse(Throwable thrown) {
    String requestId = Optional.ofNullable(headers.getHeaderString(RequestIdFilter.HEADER)).orElse("");
    return switch (thrown) {
      case InvalidInput invalid -> answer(
          HttpStatus.of(invalid.code()), invalid.code(), invalid.getMessage(), Optional.of(invalid.field()), requestId);
      case NotFound notFound -> answer(FailureCode.NOT_FOUND, notFound.getMessage(), requestId);
      case Rejected rejected -> answer(rejected.failure().code(), rejected.getMessage(), requestId);
      case PortFailure failed -> {
        LOG.log(Level.ERROR, "request " + requestId + " failed with " + failed.code(), failed);
        yield answer(failed.code(), failed.getMessage(), requestId);
      }
      case WebApplicationException web -> of(web, requestId);
      default -> {
        LOG.log(Level.ERROR, "request " + requestId + " failed", thrown);
        yield answer(FailureCode.INTERNAL_ERROR, "The service failed at this request. Try again; if it stays, tell the operator "
            + "the requestId.", requestId);
      }
    };
  }

  private static Response of(WebApplicationException web, String requestId) {
    return switch (web) {
      case NotFoundException _ -> answer(FailureCode.NOT_FOUND, "There is nothing at this address.", requestId);
      case NotAllowedException notAllowed -> Response.fromResponse(
              answer(FailureCode.METHOD_NOT_ALLOWED, "This address does not take this method; see the header Allow.", requestId))
          .header(HttpHeaders.ALLOW, notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW)).build();
      case NotAuthorizedException _ -> Response.fromResponse(answer(FailureCode.UNAUTHENTICATED,
              "Send a valid API token in the header 'Authorization: Bearer …'.", requestId))
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case NotSupportedException _ -> answer(
          FailureCode.MEDIA_TYPE_UNSUPPORTED, "Send the body as application/json.", requestId);
      default -> answer(web.getResponse().getStatus(), FailureCode.FIELD_INVALID,
          "The request cannot be answered: " + web.getResponse().getStatusInfo().getReasonPhrase() + ".", Optional.empty(), requestId);
    };
  }

  private static Response answer(FailureCode code, String detail, String requestId) {
    return answer(HttpStatus.of(code), code, detail, Optional.empty(), requestId);
  }

  private static Response answer(int status, FailureCode code, String detail, Optional<String> field, String requestId) {
    String title = code.name().charAt(0) + code.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    Problem problem = new Problem("about:blank", title, status, code.name(), detail, field.filter(name -> !name.isEmpty()), requestId);
    return Response.status(status).type("application/problem+json").entity(problem).build();
  }
}
