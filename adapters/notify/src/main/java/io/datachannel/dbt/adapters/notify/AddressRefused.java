package io.datachannel.dbt.adapters.notify;

import java.net.SocketException;

/** A host leads to an address that is not connected to. */
final class AddressRefused extends SocketException {
  private static final long serialVersionUID = 1L;

  AddressRefused(String why) {
    super(why);
  }
}
