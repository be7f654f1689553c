package io.datachannel.dbt.application.storage;

import java.io.InputStream;
import java.util.function.LongFunction;

/**
 * A file that can be read from any place.
 *
 * @param bytes how long it was when it was looked at; a live one grows
 * @param from  opens it at an offset in bytes; the caller closes the stream, which may give more than {@code bytes} by now
 */
public record StoredFile(long bytes, LongFunction<InputStream> from) {}
