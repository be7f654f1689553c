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

  /** @param path behind {@link FrontendApi#PATH} and a slash */
  public static Made accepted(String path, Object view) {
    return new Made(202, Optional.of(FrontendApi.PATH + "/" + path), Optional.empty(), view);
  }

  /** The same with the tag of a revision. */
  public Made tagged(long revision) {
    return new Made(status, location, Optional.of(IfMatch.tag(revision)), view);
  }
}
