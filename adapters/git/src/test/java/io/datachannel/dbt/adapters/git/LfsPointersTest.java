package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that say where Git LFS keeps their content: what dbt would take for data is told apart. */
@Tag("fault-25")
class LfsPointersTest {
  private static final String POINTER = "version https://git-lfs.github.com/spec/v1\n"
      + "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 5368709120\n";

  @TempDir private Path folder;
  private CheckoutRig rig;
  private TestRepository shop;

  @BeforeEach
  void aRepository() throws Exception {
    rig = CheckoutRig.in(folder);
    shop = TestRepository.in(rig.served().resolve("shop"));
    shop.commit("dbt_project.yml", "name: shop\n");
  }

  @Test
  void pointersInThePlaceOfFilesOfDbtAreNamed() throws Exception {
    shop.commit(".gitattributes", "*.csv filter=lfs diff=lfs merge=lfs -text\n");
    shop.commitEntry("seeds/orders.csv", FileMode.REGULAR_FILE, POINTER);
    shop.commitEntry("docs/picture.png", FileMode.REGULAR_FILE, POINTER);

    try (Checkout checkout = rig.checkedOut(shop.fileUrl())) {
      assertEquals(List.of("seeds/orders.csv"), checkout.pointers());
      assertEquals(1, checkout.warnings().size(), checkout.warnings().toString());
      assertTrue(checkout.warnings().getFirst().contains("Git LFS") && checkout.warnings().getFirst().contains("1 other"),
          checkout.warnings().toString());
    }
  }

  /** Their paths stay in memory with the checkout; to keep the first alone would let dbt load the others. */
  @Test
  void moreThanCanBeKeptAreRefused() throws Exception {
    ObjectLoader pointer = new ObjectLoader.SmallObject(Constants.OBJ_BLOB, POINTER.getBytes(StandardCharsets.UTF_8));
    LfsPointers pointers = new LfsPointers();
    String path = "d/".repeat(500) + "a.csv";
    for (int number = 0; number < 4000; number++) {
      pointers.look(path, pointer);
    }
    assertEquals(4000, pointers.ofDbt().size());
    assertTrue(pointers.warning().orElseThrow().length() < 400, pointers.warning().orElseThrow());

    StepFailure refused = assertThrows(StepFailure.class, () -> {
      for (int number = 0; number < 4000; number++) {
        pointers.look(path, pointer);
      }
    });
    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, refused.failure().code());
  }

  @Test
  void whatMerelySpeaksOfThemIsNone() throws Exception {
    shop.commit("models/about.md", "# Git LFS\n" + POINTER);
    shop.commit("seeds/versions.csv", "version https://git-lfs.example/spec/v1\n");
    shop.commit("seeds/long.csv", POINTER + "x".repeat(1024));

    try (Checkout checkout = rig.checkedOut(shop.fileUrl())) {
      assertEquals(List.of(), checkout.pointers());
      assertEquals(List.of(), checkout.warnings());
    }
  }
}
