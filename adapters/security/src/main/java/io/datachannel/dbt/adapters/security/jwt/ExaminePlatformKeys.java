package io.datachannel.dbt.adapters.security.jwt;

import java.io.IOException;

/** Looks whether the platform's public keys can be had, as the service will read them. */
public final class ExaminePlatformKeys {
  private ExaminePlatformKeys() {}

  /** @return how many there are of the algorithm. @throws IllegalArgumentException when there is none in the text */
  public static int given(String text, String algorithm) {
    return KeyText.keys(text, algorithm).size();
  }

  /**
   * The same of a file or an https address.
   *
   * @throws IOException              when it does not answer
   * @throws IllegalArgumentException when it is neither, or holds no key of the algorithm
   */
  public static int at(String location, String algorithm) throws IOException {
    return KeyText.keys(new KeyLocation(location).read(), algorithm).size();
  }
}
