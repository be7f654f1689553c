package io.datachannel.dbt.application.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.path.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Even where a link were in a checkout, nothing behind it is a file of the project. */
@Tag("fault-26")
class ProjectFolderTest {
  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void aCheckoutBesideASecret() throws IOException {
    checkout = Files.createDirectories(folder.resolve("checkout"));
    write("checkout/analytics/dbt_project.yml", "name: shop\n");
    write("checkout/analytics/requirements.txt", "six\n");
    write("checkout-of-another/dbt_project.yml", "name: secret\n");
    write("checkout-of-another/requirements.txt", "secret\n");
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), content);
  }

  private static Failure failure(Executable work) {
    Failure failure = assertThrows(StepFailure.class, work).failure();
    assertFalse(failure.toString().contains("secret"), failure::toString);
    return failure;
  }

  @Test
  void whatIsInTheCheckoutIsFound() {
    assertEquals(checkout.resolve("analytics"), ProjectFolder.in(checkout, new RelativePath("analytics")));
    assertEquals(checkout.resolve("analytics/requirements.txt"), ProjectFolder.file(checkout, new RelativePath("analytics/requirements.txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../checkout-of-another", "analytics/../../checkout-of-another", "..", "/etc", "out", "out/inner/.."})
  void aPathOutOfItLeadsNowhere(String path) throws IOException {
    Files.createSymbolicLink(checkout.resolve("out"), folder.resolve("checkout-of-another"));

    Failure failure = failure(() -> ProjectFolder.in(checkout, new RelativePath(path)));

    assertEquals(FailureCode.PROJECT_PATH_INVALID, failure.code(), failure.toString());
    assertTrue(failure.message().contains("leads out of the repository"), failure.message());
  }

  @Test
  void aProjectFileThatIsALinkIsNone() throws IOException {
    Files.createSymbolicLink(checkout.resolve("dbt_project.yml"), folder.resolve("checkout-of-another/dbt_project.yml"));

    Failure failure = failure(() -> ProjectFolder.in(checkout, RelativePath.HERE));

    assertEquals(FailureCode.PROJECT_FILE_MISSING, failure.code());
    assertTrue(failure.message().contains("'analytics'"), failure.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../checkout-of-another/requirements.txt", "out/requirements.txt", "link.txt", "inner.txt", "analytics", "/etc/passwd"})
  void requirementsOutOfItOrBehindALinkAreNotRead(String path) throws IOException {
    Files.createSymbolicLink(checkout.resolve("out"), folder.resolve("checkout-of-another"));
    Files.createSymbolicLink(checkout.resolve("link.txt"), folder.resolve("checkout-of-another/requirements.txt"));
    Files.createSymbolicLink(checkout.resolve("inner.txt"), checkout.resolve("analytics/requirements.txt"));

    assertEquals(FailureCode.PROJECT_PATH_INVALID, failure(() -> ProjectFolder.file(checkout, new RelativePath(path))).code());
  }
}
