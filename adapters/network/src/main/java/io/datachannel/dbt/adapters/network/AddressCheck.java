package io.datachannel.dbt.adapters.network;

import java.io.IOException;
import java.net.InetAddress;

/** Whether an address that a user's host name led to may be connected to. */
public interface AddressCheck {

  /** @throws IOException saying why not */
  void check(String host, InetAddress address) throws IOException;
}
