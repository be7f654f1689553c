package io.datachannel.dbt.application.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.git.GitCheckouts.Packages;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.Project.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every {@link GitCheckouts} does. */
public abstract class GitCheckoutsContract {
  private static final Owner SHOP = new Owner(new AccountId(1), "shop", "1.11");
  private static final Packages FLOATING = new Packages(Optional.empty(), "dbt_packages", "package-lock.yml");
  private static final Packages LOCKED = new Packages(Optional.of("abc"), "dbt_packages", "package-lock.yml");

  protected abstract GitCheckouts checkouts();

  /** A branch that has at least one commit. */
  protected abstract Source source();

  /** Commits something to the branch. */
  protected abstract void commit();

  @Test
  void whoWorksOnTheSameCommitSharesAFolder() {
    try (Checkout one = checkedOut(SHOP); Checkout other = checkedOut(SHOP)) {
      assertEquals(one.folder(), other.folder());
      assertTrue(Files.exists(one.folder().resolve("dbt_project.yml")));
    }
    try (Checkout later = checkedOut(SHOP)) {
      assertTrue(Files.exists(later.folder().resolve("dbt_project.yml")));
    }
  }

  @Test
  void anotherCommitProjectOrVariantHasAFolderOfItsOwn() {
    try (Checkout shop = checkedOut(SHOP);
        Checkout project = checkedOut(new Owner(SHOP.account(), "other", SHOP.variant()));
        Checkout variant = checkedOut(new Owner(SHOP.account(), SHOP.project(), "1.10"));
        Checkout account = checkedOut(new Owner(new AccountId(2), SHOP.project(), SHOP.variant()))) {
      assertNotEquals(shop.folder(), project.folder());
      assertNotEquals(shop.folder(), variant.folder());
      assertNotEquals(shop.folder(), account.folder());
      commit();
      try (Checkout later = checkedOut(SHOP)) {
        assertNotEquals(shop.commit(), later.commit());
        assertNotEquals(shop.folder(), later.folder());
        assertTrue(Files.exists(shop.folder().resolve("dbt_project.yml")));
      }
    }
  }

  @Test
  void packagesAreInstalledOnceBesideTheFiles() {
    try (Checkout first = checkedOut(SHOP); Checkout second = checkedOut(SHOP)) {
      assertEquals(Optional.empty(), first.withPackages());
      Path folder = first.install(FLOATING, installing("one"));

      assertEquals("one", content(folder.resolve("dbt_packages/utils/macro.sql")));
      assertTrue(Files.exists(folder.resolve("dbt_project.yml")));
      assertFalse(Files.exists(first.folder().resolve("dbt_packages")));
      assertEquals(Optional.of(folder), second.withPackages());
      assertEquals(folder, second.install(FLOATING, installing("another")));
      assertEquals("one", content(folder.resolve("dbt_packages/utils/macro.sql")));
    }
  }

  @Test
  void packagesThatCouldNotBeInstalledLeaveNothingAndAreTriedAgain() {
    try (Checkout checkout = checkedOut(SHOP)) {
      assertThrows(IllegalStateException.class, () -> checkout.install(FLOATING, folder -> {
        throw new IllegalStateException("no network");
      }));

      assertEquals(Optional.empty(), checkout.withPackages());
      assertEquals("one", content(checkout.install(FLOATING, installing("one")).resolve("dbt_packages/utils/macro.sql")));
    }
  }

  @Test
  void packagesOfTheSameFingerprintAreThoseOfAnotherCommit() {
    try (Checkout checkout = checkedOut(SHOP)) {
      checkout.install(LOCKED, installing("one"));
    }
    commit();
    try (Checkout later = checkedOut(SHOP)) {
      Path folder = later.install(LOCKED, installing("another"));
      assertEquals("one", content(folder.resolve("dbt_packages/utils/macro.sql")));
    }
  }

  @Test
  void packagesOfAnotherFingerprintOrOfNoneAreInstalledForEachCommit() {
    try (Checkout checkout = checkedOut(SHOP)) {
      checkout.install(LOCKED, installing("one"));
    }
    commit();
    try (Checkout later = checkedOut(SHOP)) {
      assertEquals("another",
          content(later.install(FLOATING, installing("another")).resolve("dbt_packages/utils/macro.sql")));
    }
  }

  @Test
  void aForgottenProjectIsCheckedOutAnew() {
    try (Checkout checkout = checkedOut(SHOP)) {
      checkout.install(LOCKED, installing("one"));
    }
    checkouts().forgetProject(SHOP.account(), SHOP.project());
    try (Checkout anew = checkedOut(SHOP)) {
      assertEquals(Optional.empty(), anew.withPackages());
      assertTrue(Files.exists(anew.folder().resolve("dbt_project.yml")));
    }
  }

  private Checkout checkedOut(Owner owner) {
    return checkouts().checkout(owner, source(), new GitAccess.Public()).orFail();
  }

  private static Consumer<Path> installing(String content) {
    return folder -> {
      try {
        Files.createDirectories(folder.resolve("dbt_packages/utils"));
        Files.writeString(folder.resolve("dbt_packages/utils/macro.sql"), content);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    };
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
