package io.datachannel.dbt.bootstrap.architecture.wrong.util;

/** Wrong: a package without a subject. */
record Things() {}
