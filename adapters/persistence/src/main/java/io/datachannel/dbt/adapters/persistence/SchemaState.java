package io.datachannel.dbt.adapters.persistence;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;

/**
 * How far a schema is.
 *
 * @param done    how many migrations of this service it has
 * @param pending versions that the next start brings it to
 * @param failed  scripts that stopped in their middle
 * @param newer   versions that this service does not know
 * @param newest  the newest that it knows
 */
public record SchemaState(int done, List<String> pending, List<String> failed, List<String> newer, String newest) {

  static SchemaState of(MigrationInfo[] all) {
    return new SchemaState(
        Math.toIntExact(Arrays.stream(all).filter(each -> each.getState().isResolved() && each.getState().isApplied()
            && !each.getState().isFailed()).count()),
        Arrays.stream(all).filter(each -> each.getState().isResolved() && !each.getState().isApplied()).map(SchemaState::version).toList(),
        Arrays.stream(all).filter(each -> each.getState().isFailed() && !isFuture(each)).map(MigrationInfo::getScript).toList(),
        Arrays.stream(all).filter(SchemaState::isFuture).map(SchemaState::version).toList(),
        Arrays.stream(all).filter(each -> each.getState().isResolved()).reduce((_, last) -> last).map(SchemaState::version).orElse("none"));
  }

  private static boolean isFuture(MigrationInfo each) {
    return switch (each.getState()) {
      case FUTURE_SUCCESS, FUTURE_FAILED -> true;
      case PENDING, ABOVE_TARGET, BELOW_BASELINE, BASELINE_IGNORED, BASELINE, IGNORED, MISSING_SUCCESS, MISSING_FAILED, SUCCESS, UNDONE, AVAILABLE,
          FAILED, OUT_OF_ORDER, OUTDATED, SUPERSEDED, DELETED -> false;
    };
  }

  private static String version(MigrationInfo each) {
    return each.getVersion() == null ? each.getDescription() : each.getVersion().getVersion();
  }
}
