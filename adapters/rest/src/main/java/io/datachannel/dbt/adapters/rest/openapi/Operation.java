package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the document says of a call beyond what its method shows: built up by the tables of this package, one sentence a line. Path,
 * parameters, role and media types are read off the method itself.
 */
final class Operation {
  private final String call;
  private final String id;
  private final String summary;
  private final List<Answer> answers = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Parameter> filters = new LinkedHashMap<>();
  private final Set<FailureCode> refusals = EnumSet.noneOf(FailureCode.class);
  private String description = "";
  private Optional<JsonObject> body = Optional.empty();
  private List<String> bodyTypes = List.of();
  private boolean once;
  private boolean ifMatch;
  private boolean ranged;

  private Operation(String call, String id, String summary) {
    this.call = call;
    this.id = id;
    this.summary = summary;
  }

  /** An answer that is no error. @param view absent when the answer has no body */
  record Answer(int status, Optional<Type> view, boolean tagged, boolean located) {}

  /** What a value in path or query may be, and what it means. @param example of one that has to be given; absent for the others */
  record Parameter(JsonObject schema, String meaning, Optional<String> example) {}

  /**
   * @param call    method and path as the resource has it, for example {@code GET projects/{id}}
   * @param id      unique in the document, and the name of the example of its body
   * @param summary what it does, in a few words
   */
  static Operation of(String call, String id, String summary) {
    return new Operation(call, id, summary);
  }

  Operation says(String text) {
    description = text;
    return this;
  }

  /** Takes JSON of this schema. */
  Operation takes(JsonObject schema) {
    body = Optional.of(schema);
    bodyTypes = List.of("application/json");
    return this;
  }

  /** Takes a merge patch of this schema (RFC 7396). */
  Operation patches(JsonObject schema) {
    body = Optional.of(schema);
    bodyTypes = List.of("application/merge-patch+json", "application/json");
    return this;
  }

  /** Takes bytes as they are. */
  Operation takesBytes(String... mediaTypes) {
    bodyTypes = List.of(mediaTypes);
    return this;
  }

  Operation answers(int status, Type view) {
    answers.add(new Answer(status, Optional.of(view), false, false));
    return this;
  }

  Operation answersNothing(int status) {
    answers.add(new Answer(status, Optional.empty(), false, false));
    return this;
  }

  /** The answer before carries an ETag. */
  Operation tagged() {
    Answer last = answers.removeLast();
    answers.add(new Answer(last.status(), last.view(), true, last.located()));
    return this;
  }

  /** The answer before carries the address of what was made. */
  Operation located() {
    Answer last = answers.removeLast();
    answers.add(new Answer(last.status(), last.view(), last.tagged(), true));
    return this;
  }

  /** Takes an Idempotency-Key. */
  Operation once() {
    once = true;
    return refuses(FailureCode.FIELD_INVALID, FailureCode.IDEMPOTENCY_KEY_REUSED);
  }

  /** Needs an If-Match. */
  Operation ifMatch() {
    ifMatch = true;
    return refuses(FailureCode.PRECONDITION_REQUIRED, FailureCode.PRECONDITION_FAILED);
  }

  /** Answers a file as it is, or one range of it. */
  Operation answersFile() {
    ranged = true;
    return answers(200, InputStream.class).answers(206, InputStream.class).refuses(FailureCode.RANGE_NOT_SATISFIABLE);
  }

  /** May end with these, besides what every call of its shape may end with. */
  Operation refuses(FailureCode... codes) {
    refusals.addAll(List.of(codes));
    return this;
  }

  /** A value of path, query or cookie that has no meaning of its own everywhere. */
  Operation with(String name, JsonObject schema, String meaning) {
    parameters.put(name, new Parameter(schema, meaning, Optional.empty()));
    return this;
  }

  /** The same, of one that has to be given. */
  Operation needs(String name, JsonObject schema, String meaning, String example) {
    parameters.put(name, new Parameter(schema, meaning, Optional.of(example)));
    return this;
  }

  /** A value of the query string that the method reads from the whole of it. */
  Operation filters(String name, JsonObject schema, String meaning) {
    filters.put(name, new Parameter(schema, meaning, Optional.empty()));
    return this;
  }

  String call() {
    return call;
  }

  String id() {
    return id;
  }

  String summary() {
    return summary;
  }

  String description() {
    return description;
  }

  List<Answer> answers() {
    return answers;
  }

  Map<String, Parameter> parameters() {
    return parameters;
  }

  Map<String, Parameter> filters() {
    return filters;
  }

  Set<FailureCode> refusals() {
    return refusals;
  }

  Optional<JsonObject> body() {
    return body;
  }

  List<String> bodyTypes() {
    return bodyTypes;
  }

  boolean isOnce() {
    return once;
  }

  boolean isRanged() {
    return ranged;
  }

  boolean needsIfMatch() {
    return ifMatch;
  }
}
