package io.datachannel.dbt.domain.secret;

import java.util.Arrays;
import java.util.Collection;

/**
 * Finds any of many forms in one pass over the characters, however many there are (Aho and Corasick, 1975). The state after a character
 * stands for the longest end of what was read that a form begins with, so it also says how much of it cannot be decided yet.
 */
final class FormAutomaton {
  static final int ROOT = 0;
  /** The first characters by which most places are passed over without a step; no form is shorter. */
  static final int GRAM = 4;

  private static final int NONE = -1;
  private static final int GRAM_BITS = 16;
  private static final int GRAM_MASK = (1 << GRAM_BITS) - 1;
  private static final int BITS_OF_A_CHARACTER = GRAM_BITS / GRAM;

  private final long[] grams = new long[1 << GRAM_BITS - 6];
  private final Branches branches = new Branches();
  /** By state: the character that leads to it, and from where. Most states have one next state only, which has the next number. */
  private char[] labels = new char[64];
  private int[] parents = new int[64];
  private int[] depths = new int[64];
  /** The length of the longest form that ends in a state; 0 when none does. */
  private int[] longest = new int[64];
  /** Where to go on when no next character fits. */
  private int[] failures;
  private int states = 1;

  /** @throws IllegalArgumentException when a form is shorter than {@link #GRAM} */
  FormAutomaton(Collection<String> forms) {
    forms.forEach(this::add);
    link();
  }

  boolean isEmpty() {
    return states == 1;
  }

  /** How many of the last characters a form may begin with. */
  int undecided(int state) {
    return depths[state];
  }

  /** The length of the longest form that ends here; 0 when none does. */
  int found(int state) {
    return longest[state];
  }

  int next(int state, char character) {
    int from = state;
    while (true) {
      int to = child(from, character);
      if (to != NONE) {
        return to;
      }
      if (from == ROOT) {
        return ROOT;
      }
      from = failures[from];
    }
  }

  /** Where, from a place on, a form may begin; where too little is left to tell, that place. */
  int skip(String text, int from) {
    int end = text.length();
    if (end - from < GRAM) {
      return from;
    }
    int gram = 0;
    for (int i = from; i < from + GRAM - 1; i++) {
      gram = shifted(gram, text.charAt(i));
    }
    for (int i = from + GRAM - 1; i < end; i++) {
      gram = shifted(gram, text.charAt(i));
      if ((grams[gram >>> 6] >>> gram & 1) != 0) {
        return i - GRAM + 1;
      }
    }
    return end - GRAM + 1;
  }

  /** Of the last characters alone: earlier ones are shifted out. */
  private static int shifted(int gram, char character) {
    return (gram << BITS_OF_A_CHARACTER ^ character) & GRAM_MASK;
  }

  private void add(String form) {
    if (form.length() < GRAM) {
      throw new IllegalArgumentException("a form of " + form.length() + " characters");
    }
    int gram = 0;
    int state = ROOT;
    for (int i = 0; i < form.length(); i++) {
      char character = form.charAt(i);
      gram = i < GRAM ? shifted(gram, character) : gram;
      int known = child(state, character);
      state = known == NONE ? grown(state, character) : known;
    }
    grams[gram >>> 6] |= 1L << gram;
    longest[state] = form.length();
  }

  private int grown(int parent, char character) {
    if (states == labels.length) {
      labels = Arrays.copyOf(labels, states * 2);
      parents = Arrays.copyOf(parents, states * 2);
      depths = Arrays.copyOf(depths, states * 2);
      longest = Arrays.copyOf(longest, states * 2);
    }
    labels[states] = character;
    parents[states] = parent;
    depths[states] = depths[parent] + 1;
    if (parent + 1 != states) {
      branches.put(parent, character, states);
    }
    return states++;
  }

  private int child(int state, char character) {
    int following = state + 1;
    if (following < states && labels[following] == character && parents[following] == state) {
      return following;
    }
    return branches.get(state, character);
  }

  /** The shallow states first: those that a state can fail to are shallower. */
  private void link() {
    failures = new int[states];
    for (int state : byDepth()) {
      int parent = parents[state];
      failures[state] = parent == ROOT ? ROOT : next(failures[parent], labels[state]);
      longest[state] = Math.max(longest[state], longest[failures[state]]);
    }
  }

  /** All but the root. */
  private int[] byDepth() {
    int deepest = Arrays.stream(depths, 0, states).max().orElse(0);
    int[] places = new int[deepest + 2];
    for (int state = 1; state < states; state++) {
      places[depths[state] + 1]++;
    }
    for (int depth = 2; depth < places.length; depth++) {
      places[depth] += places[depth - 1];
    }
    int[] sorted = new int[states - 1];
    for (int state = 1; state < states; state++) {
      sorted[places[depths[state]]++] = state;
    }
    return sorted;
  }

  /** Next states that do not have the next number, in a table of primitive values: most texts are looked up here at the root alone. */
  private static final class Branches {
    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int size;

    void put(int state, char character, int next) {
      if (size * 2 >= keys.length) {
        grow();
      }
      int place = place(key(state, character));
      keys[place] = key(state, character);
      values[place] = next;
      size++;
    }

    int get(int state, char character) {
      int place = place(key(state, character));
      return keys[place] == 0 ? NONE : values[place];
    }

    /** Never 0. */
    private static long key(int state, char character) {
      return ((long) state + 1) << Character.SIZE | character;
    }

    private int place(long key) {
      int mask = keys.length - 1;
      int place = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
      while (keys[place] != 0 && keys[place] != key) {
        place = place + 1 & mask;
      }
      return place;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldValues = values;
      keys = new long[oldKeys.length * 2];
      values = new int[oldKeys.length * 2];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          int place = place(oldKeys[i]);
          keys[place] = oldKeys[i];
          values[place] = oldValues[i];
        }
      }
    }
  }
}
