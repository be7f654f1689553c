package io.datachannel.dbt.adapters.persistence;

/**
 * How a pool of connections is used at this moment.
 *
 * @param waiting threads that wait for a connection
 * @param most    connections that it may have
 */
public record PoolUse(String pool, int active, int idle, int waiting, int most) {}
