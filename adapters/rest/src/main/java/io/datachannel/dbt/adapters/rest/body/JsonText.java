package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Parses JSON strictly (RFC 8259; I-JSON, RFC 7493, for repeated names and lone surrogates). The text is walked before anything is
 * built of it, so that depth and numbers are bounded. Messages say where, and never repeat the text: it may hold a token.
 */
final class JsonText {
  static final int DEEPEST = 64;
  /** Characters of a number; a longer one costs time and is no value of this API. */
  private static final int LONGEST_NUMBER = 100;
  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private JsonText() {}

  /** @throws InvalidInput with MALFORMED_JSON */
  static JsonObject parse(byte[] bytes) {
    String text = decoded(bytes);
    walk(text);
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException repeated) {
      throw malformed("The body gives a member of an object twice; give each once.");
    }
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed("The body is not valid UTF-8.");
    }
  }

  private static void walk(String text) {
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      int depth = 0;
      boolean first = true;
      while (parser.hasNext()) {
        JsonParser.Event event = parser.next();
        if (first && event != JsonParser.Event.START_OBJECT) {
          throw malformed("The body must be a JSON object, in braces.");
        }
        first = false;
        depth += switch (event) {
          case START_OBJECT, START_ARRAY -> 1;
          case END_OBJECT, END_ARRAY -> -1;
          case KEY_NAME, VALUE_STRING -> checkedText(parser);
          case VALUE_NUMBER -> checkedNumber(parser);
          case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> 0;
        };
        if (depth > DEEPEST) {
          throw malformed("The body is nested deeper than " + DEEPEST + " levels" + at(parser.getLocation()) + ".");
        }
      }
      if (first) {
        throw malformed("The body holds no JSON; send an object, in braces.");
      }
    } catch (JsonParsingException broken) {
      throw malformed("The body is not JSON: it breaks off or goes wrong" + at(broken.getLocation()) + ".");
    } catch (JsonException broken) {
      throw malformed("The body is not JSON.");
    }
  }

  private static int checkedText(JsonParser parser) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(parser.getString())) {
      throw malformed("The body holds half a character (a lone surrogate)" + at(parser.getLocation()) + ".");
    }
    return 0;
  }

  private static int checkedNumber(JsonParser parser) {
    if (parser.getString().length() > LONGEST_NUMBER) {
      throw malformed("The body holds a number of more than " + LONGEST_NUMBER + " characters" + at(parser.getLocation()) + ".");
    }
    return 0;
  }

  private static String at(JsonLocation location) {
    return " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  private static InvalidInput malformed(String message) {
    return new InvalidInput(FailureCode.MALFORMED_JSON, "", message);
  }
}
