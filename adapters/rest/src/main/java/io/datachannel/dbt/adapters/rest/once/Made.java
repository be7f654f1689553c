package io.datachannel.dbt.adapters.rest.once;

import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import java.util.Optional;

/**
 * What a POST made.
 *
 * @param status   201 when it is there now, 202 when work on it begins, 200 when it was there before
 * @param location its address, beginning with a slash
 * @param view     what the API shows of it
 */
public record Made(int status, Optional<String> location, Optional<String> etag, Object view) {

  /** @param path behind {@link FrontendApi#PATH} and a slash */
  public static Made created(String path, Object view) {
    return new Made(201, Optional.of(FrontendApi.PATH + "/" + path), Optional.empty(), view);
  }

  /** @param address the whole path */
  public static Made createdAt(String address, Object view) {
    return new Made(201, Optional.of(address), Optional.empty(), view);
  }

  /** It is kept, and has no address of its own. */
  public static Made kept(Object view) {
    return new Made(201, Optional.empty(), Optional.empty(), view);
  }

  /** It was there before. */
  public static Made known(Object view) {
    return new Made(200, Optional.empty(), Optional.empty(), view);
  }

  /** @param path behind {@link FrontendApi#PATH} and a slash */
  public static Made accepted(String path, Object view) {
    return new Made(202, Optional.of(FrontendApi.PATH + "/" + path), Optional.empty(), view);
  }

  /** The same with the tag of a revision. */
  public Made tagged(long revision) {
    return new Made(status, location, Optional.of(IfMatch.tag(revision)), view);
  }
}
