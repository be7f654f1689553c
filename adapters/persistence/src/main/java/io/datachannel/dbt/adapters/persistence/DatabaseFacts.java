package io.datachannel.dbt.adapters.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a database is like, as the service's user sees it.
 *
 * @param version       as the server tells it, for example 8.4.3 or 11.4.5-MariaDB
 * @param clock         of the server, when it was asked
 * @param readOnly      whether it takes no writes
 * @param cluster       whether it is one of several servers that may all be written to (Galera)
 * @param missingRights for example {@code ALTER on dc_admin}; none when all are there
 * @param schemas       which of the two there are
 * @param missingTables columns of the platform's tables that the service refers to, when their schema is there, such as {@code users.id}
 * @param state         of the migrations; empty when they cannot be read
 * @param sealedKeys    the keys that the service made, sealed by a master key; empty before its first start
 */
public record DatabaseFacts(String version, Instant clock, boolean readOnly, boolean cluster, Limits limits, List<String> missingRights,
    boolean hasRoles, List<String> schemas, List<String> missingTables, Optional<SchemaState> state, Optional<String> sealedKeys) {

  /**
   * @param connections of all users
   * @param packetBytes the longest statement
   * @param charset     of this connection
   */
  public record Limits(int connections, long packetBytes, String charset) {}
}
