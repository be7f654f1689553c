package io.datachannel.dbt.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Free ports of this machine for warehouses, and other servers that dbt reaches, which tests start here. A service that is to reach them from its sandboxes is told of them when it starts,
 * which is before there is a warehouse.
 */
public final class WarehousePorts {
  private static final List<Integer> ALL = free(4);
  private static final AtomicInteger USED = new AtomicInteger();

  private WarehousePorts() {}

  /** For --sandbox.local-ports. */
  public static String all() {
    return ALL.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  /** One after the other, and then the first again. */
  static int next() {
    return ALL.get(USED.getAndIncrement() % ALL.size());
  }

  private static List<Integer> free(int number) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      while (sockets.size() < number) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
