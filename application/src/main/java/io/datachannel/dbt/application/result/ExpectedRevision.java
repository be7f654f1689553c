package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.Set;

/** Which revision of a row a change was made from, so that no change takes back one that it did not know (RFC 9110, If-Match). */
public sealed interface ExpectedRevision {

  /** The caller overwrites whatever is there. */
  record Any() implements ExpectedRevision {}

  /** The caller has seen one of these; none of them when the caller's word for it is not one of ours. */
  record OneOf(Set<Long> revisions) implements ExpectedRevision {}

  /**
   * @param actual the revision of the row, which is locked
   * @throws Rejected with PRECONDITION_FAILED when it is another
   */
  default void check(long actual) {
    switch (this) {
      case Any _ -> { }
      case OneOf seen -> {
        if (!seen.revisions().contains(actual)) {
          throw new Rejected(Failure.of(FailureCode.PRECONDITION_FAILED,
              "Someone else has changed this since you read it. Read it again, and send your change with its new ETag in If-Match."));
        }
      }
    }
  }
}
