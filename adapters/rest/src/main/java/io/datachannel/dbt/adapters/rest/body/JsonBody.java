package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A JSON object that a client sent, read field by field; whatever is wrong is an {@link InvalidInput} that names the field. */
public final class JsonBody {
  private final JsonObject json;
  private final String prefix;

  JsonBody(JsonObject json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  /** @throws InvalidInput with FIELD_UNKNOWN when there is a field beside these */
  public JsonBody only(String... known) {
    TreeSet<String> unknown = new TreeSet<>(json.keySet());
    unknown.removeAll(List.of(known));
    if (!unknown.isEmpty()) {
      throw new InvalidInput(FailureCode.FIELD_UNKNOWN, prefix + unknown.first(),
          "There is no field '" + prefix + unknown.first() + "' here; there are " + String.join(", ", known) + ".");
    }
    return this;
  }

  public boolean has(String name) {
    return json.containsKey(name) && json.get(name) != JsonValue.NULL;
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  public Optional<String> optionalText(String name) {
    return value(name).map(value -> switch (value) {
      case JsonString string -> string.getString();
      default -> throw invalid(name, "a text");
    });
  }

  /** @throws InvalidInput when it is not a whole number in the range */
  public Optional<Long> optionalNumber(String name, long least, long most) {
    return value(name).map(value -> {
      if (value instanceof JsonNumber number && number.isIntegral() && number.bigIntegerValue().bitLength() < 64
          && number.longValue() >= least && number.longValue() <= most) {
        return number.longValue();
      }
      throw invalid(name, "a whole number from " + least + " to " + most);
    });
  }

  public long number(String name, long least, long most) {
    return optionalNumber(name, least, most).orElseThrow(() -> missing(name));
  }

  /** Left out means false. */
  public boolean flag(String name) {
    return value(name).map(value -> switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case ARRAY, OBJECT, STRING, NUMBER, NULL -> throw invalid(name, "true or false");
    }).orElse(false);
  }

  /** Left out means none. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    value(name).ifPresent(value -> {
      if (!(value instanceof JsonArray array)) {
        throw invalid(name, "a list of texts");
      }
      for (JsonValue item : array) {
        if (!(item instanceof JsonString text)) {
          throw invalid(name, "a list of texts");
        }
        texts.add(text.getString());
      }
    });
    return texts;
  }

  public JsonBody object(String name) {
    return new JsonBody(optionalObject(name).orElseThrow(() -> missing(name)), prefix + name + ".");
  }

  public Optional<JsonObject> optionalObject(String name) {
    return value(name).map(value -> {
      if (value instanceof JsonObject object) {
        return object;
      }
      throw invalid(name, "an object");
    });
  }

  /** All fields as texts; numbers are taken as they are written. */
  public Map<String, String> asTexts() {
    Map<String, String> texts = new TreeMap<>();
    json.forEach((name, value) -> {
      switch (value) {
        case JsonString string -> texts.put(name, string.getString());
        case JsonNumber number -> texts.put(name, number.toString());
        default -> throw invalid(name, "a text or a number");
      }
    });
    return texts;
  }

  private Optional<JsonValue> value(String name) {
    return has(name) ? Optional.of(json.get(name)) : Optional.empty();
  }

  private InvalidInput missing(String name) {
    return new InvalidInput(FailureCode.FIELD_MISSING, prefix + name, "The field '" + prefix + name + "' is missing.");
  }

  private InvalidInput invalid(String name, String expected) {
    return new InvalidInput(FailureCode.FIELD_INVALID, prefix + name, "The field '" + prefix + name + "' must be " + expected + ".");
  }
}
