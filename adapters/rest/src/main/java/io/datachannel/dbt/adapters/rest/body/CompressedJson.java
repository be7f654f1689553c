package io.datachannel.dbt.adapters.rest.body;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compresses JSON that is long enough to be worth it, for who accepts gzip. Streams stay as they are: events must leave one by one, and
 * the bytes of logs and artifacts are counted by ranges.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
public final class CompressedJson implements WriterInterceptor {
  private static final Pattern CODING = Pattern.compile("(?i)\\s*(gzip|\\*)\\s*(?:;\\s*q\\s*=\\s*([0-9.]+)\\s*)?");
  private static final Pattern NOT_AT_ALL = Pattern.compile("0(\\.0*)?");

  /** The framework puts in a view of whichever request is being answered. */
  @Context
  private HttpHeaders request;

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (context.getEntity() instanceof StreamingOutput || !isJson(context.getMediaType())) {
      context.proceed();
      return;
    }
    context.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (!acceptsGzip(request.getRequestHeader(HttpHeaders.ACCEPT_ENCODING))) {
      context.proceed();
      return;
    }
    OutputStream plain = context.getOutputStream();
    GzipWhenLong out = new GzipWhenLong(plain, () -> context.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, "gzip"));
    context.setOutputStream(out);
    try {
      context.proceed();
      out.finish();
    } finally {
      context.setOutputStream(plain);
    }
  }

  private static boolean isJson(MediaType type) {
    return type != null && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
  }

  /** RFC 9110, 12.5.3: what is named counts before the star; a quality of zero refuses. */
  static boolean acceptsGzip(List<String> headers) {
    List<Matcher> codings = Optional.ofNullable(headers).orElse(List.of()).stream().flatMap(header -> Arrays.stream(header.split(",")))
        .map(CODING::matcher).filter(Matcher::matches).toList();
    return codings.stream().filter(coding -> !coding.group(1).equals("*")).findFirst().or(() -> codings.stream().findFirst())
        .filter(coding -> coding.group(2) == null || !NOT_AT_ALL.matcher(coding.group(2)).matches()).isPresent();
  }
}
