package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a request body as a {@link JsonBody}, at most 1 MiB of it. No body at all is an object without members. */
@Provider
public final class JsonBodyReader implements MessageBodyReader<JsonBody> {
  /** In bytes. */
  public static final int LIMIT = 1024 * 1024;

  /** RFC 7396, 4. */
  private static final MediaType MERGE_PATCH = new MediaType("application", "merge-patch+json");

  @Override
  public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  /** @throws InvalidInput when the body is too large, not declared as JSON, or not a JSON object */
  @Override
  public JsonBody readFrom(Class<JsonBody> type, Type genericType, Annotation[] annotations, MediaType mediaType,
      MultivaluedMap<String, String> headers, InputStream entity) {
    byte[] bytes = read(entity);
    if (bytes.length == 0) {
      return JsonBody.EMPTY;
    }
    if (!isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE), mediaType)) {
      throw new InvalidInput(FailureCode.MEDIA_TYPE_UNSUPPORTED, "",
          "The body must be JSON in UTF-8, sent with the header 'Content-Type: application/json'.");
    }
    if (bytes.length > LIMIT) {
      throw new InvalidInput(FailureCode.BODY_TOO_LARGE, "", "The body is larger than " + LIMIT + " bytes (1 MiB), which is the most.");
    }
    return new JsonBody(JsonText.parse(bytes));
  }

  private static byte[] read(InputStream entity) {
    try {
      return entity.readNBytes(LIMIT + 1);
    } catch (IOException brokenOff) {
      throw new InvalidInput(FailureCode.MALFORMED_JSON, "", "The body broke off before its end, or came too slowly; send it again, whole.");
    }
  }

  private static boolean isJson(String declared, MediaType mediaType) {
    String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    return declared != null && (MediaType.APPLICATION_JSON_TYPE.isCompatible(mediaType) || MERGE_PATCH.isCompatible(mediaType)) && !mediaType.isWildcardSubtype()
        && charset.equalsIgnoreCase("utf-8");
  }
}
