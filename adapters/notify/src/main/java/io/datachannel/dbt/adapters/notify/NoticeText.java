package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.notifications.Notice;
import io.datachannel.dbt.domain.run.RunError;

/** The words of a message for people. */
final class NoticeText {
  /** Slack takes 3000 characters, and no one reads more. */
  private static final int LONGEST_ERROR = 1000;

  private NoticeText() {}

  /** On one line. */
  static String title(Notice notice) {
    return notice.about().map(about -> switch (notice.event()) {
      case RUN_FINISHED -> about.projectName() + ": run " + about.run().value() + " ended " + about.status().wireName();
      // Not that all is well: it may be a run of other models than those that failed.
      case RUN_RECOVERED -> about.projectName() + ": run " + about.run().value() + " ended " + about.status().wireName() + " again";
      case TEST -> throw new IllegalStateException("a test is of no run");
    }).orElse("DataChannel: this is a test of notifications");
  }

  /** Type and code, for a title above the message. */
  static String errorTitle(RunError error) {
    return error.failure().code().errorType().name() + " " + error.failure().code().name()
        + error.uniqueId().map(node -> " (" + node + ")").orElse("");
  }

  static String errorMessage(RunError error) {
    String message = error.failure().message();
    return message.codePointCount(0, message.length()) <= LONGEST_ERROR ? message
        : message.substring(0, message.offsetByCodePoints(0, LONGEST_ERROR)) + "…";
  }
}
