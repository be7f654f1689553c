package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The page asks who one is, and tells of a token that is none. */
class LoginPageTest {
  private final RunningService service = RunningService.get();

  @Test
  void aTokenLogsInAndIsKept() {
    try (Browser browser = Browser.open(service.service().address())) {
      browser.go("/").sees("API token").look("login");
      browser.fill("API token", "not-a-token").press("Log in").sees("This is not a valid token");
      browser.fill("API token", service.token()).press("Log in").sees("Projects");
      browser.go("/").sees("Projects").press("Log out").sees("API token");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aLinkOfSomeoneElseAsksFirst() {
    Platform accounts = new Platform(service.data());
    long account = accounts.account(service.fresh("stranger"));
    long eve = accounts.user(account, "eve");
    String theirs = "#token=" + service.platform().token(account, eve, "admin", "").reveal();
    try (Browser browser = Browser.of(service)) {
      browser.sees("Account 1").go(theirs).sees("Of the link").look("login-other").press("Stay logged in").seesNoMore("Of the link").sees("Account 1");
      assertFalse(browser.driver().getCurrentUrl().contains("token"));
      browser.go("#token=none").sees("The link is not valid").press("Stay logged in").go("/runs").sees("Account 1");

      browser.go("/" + theirs).sees("Of the link").press("Go on as user " + eve).sees("Account " + account).seesNoMore("Of the link");
      browser.press("Log out").sees("API token");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theLinkLogsInAndLeavesNoTokenInTheAddress() {
    try (Browser browser = Browser.of(service)) {
      assertFalse(browser.driver().getCurrentUrl().contains(service.token()));
      assertTrue(browser.go("/nowhere/at/all").sees("There is no page at this address").body().contains("Projects"));
      assertEquals(List.of(), browser.complaints());
    }
  }
}
