package io.datachannel.dbt.adapters.rest.openapi;

import java.lang.reflect.Type;

/** An answer that is one record or another, as the query of the call says. @param usual the one that the example is of */
record Either(Class<?> usual, Class<?> other) implements Type {}
