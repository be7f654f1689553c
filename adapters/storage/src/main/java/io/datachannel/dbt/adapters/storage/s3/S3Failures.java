package io.datachannel.dbt.adapters.storage.s3;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what is wrong with a storage, and what to do. The SDK's own texts are left out: they quote addresses and keys. */
final class S3Failures {

  private S3Failures() {}

  static PortFailure of(S3Settings settings, SdkException failed) {
    return failure("The storage (bucket " + settings.bucket() + ") " + reason(settings, failed), failed);
  }

  static PortFailure ofFile(IOException failed) {
    return failure("A file that is to be stored cannot be read (" + failed.getClass().getSimpleName() + ").", failed);
  }

  static boolean isBucketMissing(S3Exception refused) {
    return "NoSuchBucket".equals(code(refused));
  }

  private static String reason(S3Settings settings, SdkException failed) {
    if (!(failed instanceof S3Exception refused)) {
      return "does not answer. Check --storage.s3.endpoint and the network.";
    }
    return switch (code(refused)) {
      case "NoSuchBucket" -> "does not exist. Make the bucket, or correct --storage.s3.bucket.";
      case "SignatureDoesNotMatch", "InvalidAccessKeyId" ->
          "refuses the access key. Correct --storage.s3.access-key and --storage.s3.secret-key.";
      case "RequestTimeTooSkewed" -> "says that the clock of this machine is wrong. Let it be set by NTP (Debian: apt-get install systemd-timesyncd).";
      case "ExpiredToken" -> "says that the credentials have expired. Renew them.";
      case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
          "is in another region than " + settings.region() + ". Correct --storage.s3.region.";
      case "AccessDenied" -> "does not permit this. Give the access key the rights to list, read, write and delete in the bucket.";
      default -> "answers with an error (HTTP " + refused.statusCode() + " " + code(refused) + ").";
    };
  }

  /** A HEAD has no body, and so no code. */
  private static String code(S3Exception refused) {
    AwsErrorDetails details = refused.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    return code.matches("[A-Za-z]{1,60}") ? code : refused.statusCode() == 403 ? "AccessDenied" : "";
  }

  private static PortFailure failure(String message, Exception cause) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, message, cause);
  }
}
