package io.datachannel.dbt.domain.notification;

/** How far a message is. */
public enum DeliveryState {
  /** It is to be sent, for the first time or again. */
  WAITING,
  /** The other side took it. */
  SENT,
  /** It is given up. */
  FAILED
}
