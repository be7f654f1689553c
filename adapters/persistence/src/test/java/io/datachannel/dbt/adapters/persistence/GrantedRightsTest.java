package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantedRightsTest {
  private static final String NEEDED = "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES";

  @Test
  void rightsAreThoseOfAllSchemasAndOfThoseWhosePatternFits() {
    assertEquals(List.of(), missing("GRANT ALL PRIVILEGES ON *.* TO `dbt`@`%` IDENTIFIED BY PASSWORD '*0123' WITH GRANT OPTION"));
    assertEquals(List.of(), missing("GRANT " + NEEDED + " ON `dc\\_admin`.* TO `dbt`@`%`"));
    assertEquals(List.of(), missing("GRANT " + NEEDED + " ON `dc%`.* TO `dbt`@`%`"));
    assertEquals(List.of(), missing("GRANT " + NEEDED + " ON `dc_admin`.* TO 'dbt'@'%'"));
    assertEquals(List.of("ALTER", "INDEX", "REFERENCES"),
        missing("GRANT SELECT, INSERT, UPDATE ON *.* TO `dbt`@`%`", "GRANT DELETE, CREATE ON `dc_admin`.* TO `dbt`@`%`"));
  }

  @Test
  void rightsOnAnotherSchemaOrOneTableAreNone() {
    for (String grant : List.of("GRANT USAGE ON *.* TO `dbt`@`%`", "GRANT ALL PRIVILEGES ON `dc\\_admins`.* TO `dbt`@`%`",
        "GRANT ALL PRIVILEGES ON `dcXadmin`.* TO `dbt`@`%`", "GRANT ALL PRIVILEGES ON `dc_admin`.`accounts` TO `dbt`@`%`")) {
      assertEquals(GrantedRights.NEEDED, missing(grant), grant);
    }
  }

  @Test
  void rolesAreSeen() {
    assertTrue(new GrantedRights(List.of("GRANT `writer`@`%` TO `dbt`@`%`")).hasRoles());
    assertTrue(new GrantedRights(List.of("GRANT `writer` TO `dbt`@`%`")).hasRoles());
    assertFalse(new GrantedRights(List.of("GRANT SELECT ON *.* TO `dbt`@`%`")).hasRoles());
  }

  private static List<String> missing(String... grants) {
    return new GrantedRights(List.of(grants)).missing("dc_admin");
  }
}
