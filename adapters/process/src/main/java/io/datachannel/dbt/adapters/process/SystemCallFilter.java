package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A program for the kernel (seccomp, classic BPF, instructions of eight bytes) that refuses system calls which no dbt project needs, and which have led
 * out of sandboxes before: the call fails with EPERM, as for want of a right. What needs a right that no one has in the sandbox is refused
 * here once more, before the kernel's code for it is reached.
 */
final class SystemCallFilter {
  private static final String FILE = "system-calls.bpf";
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  // Classic BPF: load a word of the call's description, compare, return.
  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int ALLOW = 0x7fff0000;
  private static final int FAIL = 0x00050000;

  /** New namespaces by clone: of mounts, control groups, names, IPC, users, processes, network. */
  private static final int NEW_NAMESPACES = 0x7e020000;
  /** Above these, x86-64 has the calls of another set (x32), which nothing uses. */
  private static final int OTHER_SET = 0x40000000;

  /** @param refused the numbers of the calls by their names */
  record Machine(int architecture, int cloneOne, int cloneThree, boolean hasOtherSet, Map<String, Integer> refused) {}

  private SystemCallFilter() {}

  /** Of the machine that this runs on; empty where its calls are not known here. */
  static Optional<Machine> machine() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> Optional.of(new Machine(0xc000003e, 56, 435, true, RefusedCalls.X86_64));
      case "aarch64" -> Optional.of(new Machine(0xc00000b7, 220, 435, false, RefusedCalls.AARCH64));
      case String _ -> Optional.empty();
    };
  }

  static Optional<Path> writtenTo(Path folder) {
    return machine().map(machine -> {
      try {
        return Files.write(Files.createDirectories(folder.toAbsolutePath()).resolve(FILE), program(machine));
      } catch (IOException disk) {
        throw new UncheckedIOException("The files of the sandbox could not be written to " + folder + ".", disk);
      }
    });
  }

  /** A call of another architecture is refused whatever it is: its numbers mean something else. */
  static byte[] program(Machine machine) {
    ByteBuffer program = ByteBuffer.allocate(8 * (16 + 2 * machine.refused().size())).order(ByteOrder.nativeOrder());
    put(program, LOAD, 0, 0, ARCHITECTURE);
    put(program, IF_EQUAL, 1, 0, machine.architecture());
    put(program, RETURN, 0, 0, FAIL | EPERM);
    put(program, LOAD, 0, 0, NUMBER);
    if (machine.hasOtherSet()) {
      put(program, IF_AT_LEAST, 0, 1, OTHER_SET);
      put(program, RETURN, 0, 0, FAIL | EPERM);
    }
    new TreeMap<>(machine.refused()).values().forEach(number -> {
      put(program, IF_EQUAL, 0, 1, number);
      put(program, RETURN, 0, 0, FAIL | EPERM);
    });
    // Its flags lie in memory, where they cannot be looked at: as if it were not there, so that libraries take clone.
    put(program, IF_EQUAL, 0, 1, machine.cloneThree());
    put(program, RETURN, 0, 0, FAIL | ENOSYS);
    put(program, IF_EQUAL, 0, 3, machine.cloneOne());
    put(program, LOAD, 0, 0, FIRST_ARGUMENT);
    put(program, IF_ANY_BIT, 0, 1, NEW_NAMESPACES);
    put(program, RETURN, 0, 0, FAIL | EPERM);
    put(program, RETURN, 0, 0, ALLOW);
    byte[] written = new byte[program.position()];
    program.flip().get(written);
    return written;
  }

  /**
   * @param yes how many instructions are left out when the comparison holds
   * @param no  and when it does not
   */
  private static void put(ByteBuffer program, int code, int yes, int no, int value) {
    program.putShort((short) code).put((byte) yes).put((byte) no).putInt(value);
  }
}
