package io.datachannel.dbt.adapters.git;

/**
 * Finds a server's words about its progress in what it sends (gitprotocol-common, "pkt-line Format"; gitprotocol-pack, "side-band"): JGit
 * keeps those that it does not understand until the transfer is over.
 */
final class ProgressWords {
  private static final int LENGTH = 4;
  private static final int HEXADECIMAL = 16;
  private static final byte PROGRESS = 2;

  /** Of the packet whose length is being read. */
  private int digits;
  private int length;
  /** Of the packet that is being read. */
  private int left;
  private boolean begun;
  private boolean words;
  /** Whether what comes next is a packet; behind anything else there are no packets any more. */
  private boolean packets = true;

  /** Takes the next bytes. @return how many of them are such words */
  int among(byte[] bytes, int offset, int count) {
    int found = 0;
    int at = offset;
    while (packets && at < offset + count) {
      if (left == 0) {
        readLength(bytes[at]);
        at++;
      } else {
        words = begun ? words : bytes[at] == PROGRESS;
        begun = true;
        int here = Math.min(left, offset + count - at);
        found += words ? here : 0;
        left -= here;
        at += here;
      }
    }
    return found;
  }

  /** Lengths below four have no content: they end a section. */
  private void readLength(byte digit) {
    int value = Character.digit(digit, HEXADECIMAL);
    packets = value >= 0;
    length = length * HEXADECIMAL + value;
    digits++;
    if (digits == LENGTH) {
      left = Math.max(0, length - LENGTH);
      begun = false;
      length = 0;
      digits = 0;
    }
  }
}
