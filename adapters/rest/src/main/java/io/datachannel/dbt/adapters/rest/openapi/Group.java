package io.datachannel.dbt.adapters.rest.openapi;

import java.util.List;

/** Operations that the document shows together. @param tag the heading */
record Group(String tag, String meaning, List<Operation> operations) {
  static Group of(String tag, String meaning, Operation... operations) {
    return new Group(tag, meaning, List.of(operations));
  }
}
