package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A JSON object of a request, read member by member. A member that is {@code null} counts as left out.
 * Every method throws {@link InvalidInput}: FIELD_MISSING, FIELD_UNKNOWN, or FIELD_INVALID saying what is expected.
 */
public final class JsonBody {
  /** What a request without a body gives. */
  public static final JsonBody EMPTY = new JsonBody(JsonValue.EMPTY_JSON_OBJECT);


  private final JsonObject object;
  /** Where the object is in the whole body; ends with a dot. */
  private final String place;

  JsonBody(JsonObject object) {
    this(object, "");
  }

  private JsonBody(JsonObject object, String place) {
    this.object = object;
    this.place = place;
  }

  /**
   * What another service sends.
   *
   * @throws InvalidInput with MALFORMED_JSON
   */
  public static JsonBody parsed(byte[] bytes) {
    return new JsonBody(JsonText.parse(bytes));
  }

  /** This body as a merge patch on what is there (RFC 7396): a member that is {@code null} takes its value away. */
  public JsonBody patching(JsonObject current) {
    return new JsonBody(Json.createMergePatch(object).apply(current).asJsonObject(), place);
  }

  /** The JSON itself, in the order of the request. */
  @Override
  public String toString() {
    return object.toString();
  }

  public void rejectUnknown(String... known) {
    TreeSet<String> unknown = new TreeSet<>(object.keySet());
    Arrays.asList(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      String name = unknown.first();
      throw new InvalidInput(FailureCode.FIELD_UNKNOWN, place + name,
          "'" + place + name + "' is not known here; these are: " + String.join(", ", known) + ".");
    }
  }

  public boolean has(String field) {
    return value(field).isPresent();
  }

  /** Whether the field is there, be it as null. */
  public boolean mentions(String field) {
    return object.containsKey(field);
  }

  public String requiredText(String field) {
    return optionalText(field).orElseThrow(() -> missing(field));
  }

  public Optional<String> optionalText(String field) {
    return value(field).map(value -> {
      if (value instanceof JsonString text) {
        return text.getString();
      }
      throw invalid(field, "text, in quotes");
    });
  }

  /** A whole number from low to high. */
  public long requiredWhole(String field, long low, long high) {
    return value(field).map(value -> whole(field, value, low, high)).orElseThrow(() -> missing(field));
  }

  /** A whole number from low to high. */
  public Optional<Integer> optionalInt(String field, int low, int high) {
    return value(field).map(value -> (int) whole(field, value, low, high));
  }

  public Optional<Boolean> optionalBoolean(String field) {
    return value(field).map(value -> switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case ARRAY, OBJECT, STRING, NUMBER, NULL -> throw invalid(field, "true or false");
    });
  }

  /** The constant of this very name. */
  public <E extends Enum<E>> Optional<E> optionalChoice(String field, Class<E> choices) {
    return optionalText(field).map(text -> Arrays.stream(choices.getEnumConstants())
        .filter(choice -> choice.name().equals(text)).findFirst()
        .orElseThrow(() -> invalid(field, "one of " + Arrays.toString(choices.getEnumConstants()).replaceAll("[\\[\\]]", ""))));
  }

  public JsonObject requiredObject(String field) {
    return optionalObject(field).orElseThrow(() -> missing(field));
  }

  public Optional<JsonObject> optionalObject(String field) {
    return value(field).map(value -> {
      if (value instanceof JsonObject found) {
        return found;
      }
      throw invalid(field, "an object, in braces");
    });
  }

  public Optional<List<String>> optionalTextList(String field) {
    return value(field).map(value -> {
      if (!(value instanceof JsonArray array)) {
        throw invalid(field, "a list of texts, in brackets");
      }
      List<String> texts = new ArrayList<>();
      for (JsonValue item : array) {
        if (!(item instanceof JsonString text)) {
          throw invalid(field, "a list of texts; item " + (texts.size() + 1) + " is none");
        }
        texts.add(text.getString());
      }
      return List.copyOf(texts);
    });
  }

  /** At most so many whole numbers from low to high. */
  public Optional<List<Long>> optionalWholeList(String field, int most, long low, long high) {
    return value(field).map(value -> {
      if (!(value instanceof JsonArray array) || array.size() > most) {
        throw invalid(field, "a list of at most " + most + " whole numbers, in brackets");
      }
      return array.stream().map(item -> whole(field, item, low, high)).toList();
    });
  }

  /** The body of a member that is an object; a fault in it is named by its whole path, for example cadence.time. */
  public Optional<JsonBody> optionalInside(String field) {
    return optionalObject(field).map(inside -> new JsonBody(inside, place + field + "."));
  }

  /** As {@link #optionalInside}. */
  public JsonBody requiredInside(String field) {
    return optionalInside(field).orElseThrow(() -> missing(field));
  }

  /** A member that goes with others than those that are given. */
  public InvalidInput misplaced(String field, String why) {
    return new InvalidInput(FailureCode.FIELD_UNKNOWN, place + field, "'" + place + field + "' " + why);
  }

  /** UTC, or with an offset (ISO 8601); of the years 1970 to 9999, which columns hold. */
  public Optional<Instant> optionalInstant(String field) {
    return optionalText(field).map(text -> WireInstant.parsed(field, text));
  }

  /** The body of a member that is an object; a fault in it is named by the member alone. */
  public Optional<JsonBody> optionalPart(String field) {
    return optionalObject(field).map(JsonBody::new);
  }

  /** The objects of a list of 1 to {@code most}. */
  public List<JsonBody> requiredParts(String field, int most) {
    JsonValue value = value(field).orElseThrow(() -> missing(field));
    if (!(value instanceof JsonArray array) || array.isEmpty() || array.size() > most
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      throw invalid(field, "a list of 1 to " + most + " objects, in brackets");
    }
    return array.getValuesAs(JsonObject.class).stream().map(JsonBody::new).toList();
  }

  /** A number from 0 on, with or without fractions. */
  public Optional<BigDecimal> optionalDecimal(String field, BigDecimal most) {
    return value(field).map(value -> {
      if (value instanceof JsonNumber number && number.bigDecimalValue().signum() >= 0 && number.bigDecimalValue().compareTo(most) <= 0) {
        return number.bigDecimalValue();
      }
      throw invalid(field, "a number from 0 to " + most);
    });
  }

  private long whole(String field, JsonValue value, long low, long high) {
    if (value instanceof JsonNumber number && number.isIntegral() && number.bigIntegerValue().bitLength() < Long.SIZE
        && number.longValue() >= low && number.longValue() <= high) {
      return number.longValue();
    }
    throw invalid(field, "a whole number from " + low + " to " + high);
  }

  private Optional<JsonValue> value(String field) {
    return Optional.ofNullable(object.get(field)).filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
  }

  /** To be thrown for a member that has to be given and was not. */
  public InvalidInput missing(String field) {
    return new InvalidInput(FailureCode.FIELD_MISSING, place + field, "'" + place + field + "' is missing.");
  }

  /** To be thrown for a member that is not as expected. */
  public InvalidInput invalid(String field, String expected) {
    return new InvalidInput(FailureCode.FIELD_INVALID, place + field, "'" + place + field + "' must be " + expected + ".");
  }
}
