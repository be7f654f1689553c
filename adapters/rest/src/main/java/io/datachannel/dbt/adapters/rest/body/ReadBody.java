package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonStructure;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads the body of a request: at most 1 MiB of strict JSON in UTF-8. */
public final class ReadBody {
  private static final int LIMIT = 1024 * 1024;
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private ReadBody() {}

  /** @throws InvalidInput when there is no JSON object of that size */
  public static JsonBody of(ContainerRequestContext request) {
    byte[] bytes = bytes(request);
    if (bytes.length == 0) {
      throw new InvalidInput(FailureCode.MALFORMED_JSON, "", "The request has no body; send a JSON object.");
    }
    return parsed(request, bytes);
  }

  /** Like {@link #of}, but an absent body is an empty object. */
  public static JsonBody orEmpty(ContainerRequestContext request) {
    byte[] bytes = bytes(request);
    return bytes.length == 0 ? new JsonBody(JsonObject.EMPTY_JSON_OBJECT, "") : parsed(request, bytes);
  }

  private static byte[] bytes(ContainerRequestContext request) {
    try {
      byte[] bytes = request.getEntityStream().readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new InvalidInput(FailureCode.BODY_TOO_LARGE, "", "The body is larger than 1 MiB, which is the most that is taken.");
      }
      return bytes;
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  private static JsonBody parsed(ContainerRequestContext request, byte[] bytes) {
    if (request.getMediaType() == null || !request.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new InvalidInput(FailureCode.MEDIA_TYPE_UNSUPPORTED, "", "Send the body as Content-Type: application/json.");
    }
    try (JsonReader reader = READERS.createReader(new StringReader(text(bytes)))) {
      JsonStructure json = reader.read();
      if (json instanceof JsonObject object) {
        return new JsonBody(object, "");
      }
      throw malformed("it is an array, and must be an object");
    } catch (JsonParsingException broken) {
      throw malformed("it breaks off or goes wrong at line " + broken.getLocation().getLineNumber()
          + ", column " + broken.getLocation().getColumnNumber());
    } catch (JsonException | IllegalStateException broken) {
      throw malformed("it cannot be read, or is nested too deeply");
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("it is not UTF-8");
    }
  }

  private static InvalidInput malformed(String how) {
    return new InvalidInput(FailureCode.MALFORMED_JSON, "", "The body is not a JSON object: " + how + ".");
  }
}
