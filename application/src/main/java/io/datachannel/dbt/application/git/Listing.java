package io.datachannel.dbt.application.git;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list that another server keeps.
 *
 * @param items  at most as many as were asked for; fewer, even none, do not mean that the list is over
 * @param next   {@code after} for the part behind this one; empty when the list is over
 * @param notice why something may be missing, in a sentence
 */
public record Listing<T>(List<T> items, Optional<String> next, Optional<String> notice) {}
