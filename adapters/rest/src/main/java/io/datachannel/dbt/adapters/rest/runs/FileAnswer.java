package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file, or the one range of it that was asked for (RFC 9110, 14). A live log grows while it is read: what is answered is as long as it
 * was at first, and its reader asks for {@code bytes=<length>-} next.
 */
public final class FileAnswer {
  /** Stands for a file that has not begun. */
  public static final StoredFile NOTHING = new StoredFile(0, _ -> InputStream.nullInputStream());

  private static final String RANGE = "Range";
  private static final Pattern ONE_RANGE = Pattern.compile("(?i:bytes)=(\\d{1,18})?-(\\d{1,18})?");
  private static final int PIECE = 64 * 1024;

  private FileAnswer() {}

  /**
   * Several ranges, other units and what is no range are answered with the whole, as the RFC lets a server do; so is a range with
   * {@code If-Range}, since the files have no validators.
   *
   * @throws Rejected with RANGE_NOT_SATISFIABLE for a range that begins at the end or behind it
   */
  public static Response to(ContainerRequestContext request, StoredFile file) {
    Optional<Matcher> range = Optional.ofNullable(request.getHeaderString(RANGE))
        .filter(_ -> request.getHeaderString("If-Range") == null && request.getMethod().equals("GET"))
        .map(ONE_RANGE::matcher).filter(Matcher::matches).filter(parts -> parts.group(1) != null || parts.group(2) != null);
    if (range.isEmpty()) {
      return answer(Response.ok(), file, 0, file.bytes());
    }
    Optional<Long> first = Optional.ofNullable(range.get().group(1)).map(Long::valueOf);
    Optional<Long> last = Optional.ofNullable(range.get().group(2)).map(Long::valueOf);
    if (first.isPresent() && last.isPresent() && last.get() < first.get()) {
      return answer(Response.ok(), file, 0, file.bytes());
    }
    // Without a first one, the second is how many of the last bytes are wanted.
    long from = first.orElseGet(() -> Math.max(0, file.bytes() - last.orElseThrow()));
    long end = first.isPresent() ? Math.min(file.bytes(), last.map(inclusive -> inclusive + 1).orElse(file.bytes())) : file.bytes();
    if (from >= end) {
      throw new Rejected(Failure.of(FailureCode.RANGE_NOT_SATISFIABLE,
          "The file has " + file.bytes() + " bytes by now, and nothing of the range that the header 'Range' asks for."));
    }
    return answer(Response.status(Status.PARTIAL_CONTENT)
        .header("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + file.bytes()), file, from, end);
  }

  /** It is opened when it is written, which a HEAD request does not do. */
  private static Response answer(ResponseBuilder response, StoredFile file, long from, long end) {
    return response.header("Accept-Ranges", "bytes").header(HttpHeaders.CONTENT_LENGTH, end - from)
        .entity((StreamingOutput) out -> copy(file, from, end - from, out)).build();
  }

  private static void copy(StoredFile file, long from, long bytes, OutputStream out) throws IOException {
    try (InputStream in = file.from().apply(from)) {
      byte[] piece = new byte[PIECE];
      long left = bytes;
      while (left > 0) {
        int count = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (count < 0) {
          throw new IOException("the file became shorter while it was read");
        }
        out.write(piece, 0, count);
        left -= count;
      }
    }
  }
}
