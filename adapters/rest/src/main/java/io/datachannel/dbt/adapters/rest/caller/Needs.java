package io.datachannel.dbt.adapters.rest.caller;

import io.datachannel.dbt.domain.account.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The role that a call needs; without it a read needs a viewer, and everything else an editor. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Role value();
}
