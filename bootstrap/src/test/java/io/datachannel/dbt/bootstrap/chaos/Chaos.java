package io.datachannel.dbt.bootstrap.chaos;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Tests of several copies under faults. They mostly wait, so they run beside each other, in a JVM that runs nothing else. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("chaos")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@interface Chaos {}
