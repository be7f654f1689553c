package io.datachannel.dbt.adapters.rest.once;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.body.WireJson;
import io.datachannel.dbt.application.idempotency.Answer;
import io.datachannel.dbt.application.idempotency.AnswerOnce;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Answers a POST; one that carries an {@code Idempotency-Key} is done once, however often it is sent. */
public final class PostOnce {
  public static final String HEADER = "Idempotency-Key";
  private static final Pattern GOOD = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");

  private final AnswerOnce once;
  private final WireJson json = new WireJson();

  public PostOnce(AnswerOnce once) {
    this.once = once;
  }

  /** @throws InvalidInput when the key is not 1 to 255 printable ASCII characters, or given twice */
  public Response answer(ContainerRequestContext request, JsonBody body, Supplier<Made> work) {
    Optional<String> key = key(request);
    if (key.isEmpty()) {
      return response(answer(work.get()));
    }
    String asked = request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath() + "\n" + body;
    return response(once.answer(callerOf(request), hash(key.get()), hash(asked), () -> answer(work.get())));
  }

  /** For a call that only asks: it makes nothing, and its key stays free. Throws as {@link #answer}. */
  public void check(ContainerRequestContext request) {
    key(request);
  }

  private static Optional<String> key(ContainerRequestContext request) {
    List<String> keys = request.getHeaders().get(HEADER);
    if (keys != null && (keys.size() != 1 || !GOOD.matcher(keys.getFirst()).matches())) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, HEADER,
          "'" + HEADER + "' must be given once, with 1 to 255 printable ASCII characters; a UUID is a good one.");
    }
    return Optional.ofNullable(keys).map(List::getFirst);
  }

  private Answer answer(Made made) {
    return new Answer(made.status(), made.location(), made.etag(), json.write(made.view()));
  }

  private static Response response(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status()).type(MediaType.APPLICATION_JSON).entity(answer.body().getBytes(StandardCharsets.UTF_8));
    answer.location().ifPresent(location -> response.header("Location", location));
    answer.etag().ifPresent(tag -> response.header("ETag", tag));
    return response.build();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
