package io.datachannel.dbt.domain.notification;

/** What a message tells. */
public enum NotificationEvent {
  /** A run ended. */
  RUN_FINISHED("run.finished"),
  /** A run ended well, of a project whose runs had failed. */
  RUN_RECOVERED("run.recovered"),
  /** Nothing happened; a user tries a target out. */
  TEST("test");

  private final String word;

  NotificationEvent(String word) {
    this.word = word;
  }

  /** The word in messages and answers. */
  public String word() {
    return word;
  }
}
