package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.listing.CursorItems;
import io.datachannel.dbt.adapters.rest.listing.Items;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** The types of lists, as a method's signature would give them. */
final class Lists {
  private Lists() {}

  static Type items(Class<?> view) {
    return new Of(Items.class, view);
  }

  static Type cursorItems(Class<?> view) {
    return new Of(CursorItems.class, view);
  }

  private record Of(Class<?> list, Class<?> item) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {item};
    }

    @Override
    public Type getRawType() {
      return list;
    }

    @Override
    public Type getOwnerType() {
      return null;
    }
  }
}
