package io.datachannel.dbt.domain.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run says wins over what its project says, member by member. */
class DbtVarsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "{}                        | {}                 | {}",
      "{\"a\":1}                 | {}                 | {\"a\":1}",
      "{}                        | {\"a\":1}          | {\"a\":1}",
      "{\"a\":1,\"b\":2}         | {\"b\":3,\"c\":4}  | {\"a\":1,\"b\":3,\"c\":4}",
      "{\"a\":{\"x\":1,\"y\":2}} | {\"a\":{\"x\":3}}  | {\"a\":{\"x\":3}}",
      "{\"a\":[1,[2],{}]}        | {\"b\":null}       | {\"a\":[1,[2],{}],\"b\":null}",
      "{ \"a\" : 1 , \"b\" : 2 } | {\"b\":3}          | {\"a\":1,\"b\":3}",
      "{\"a\":\",}:{[\"}         | {\"b\":\"\\\"}\"}    | {\"a\":\",}:{[\",\"b\":\"\\\"}\"}",
      "{\"x,y:z}\":1}            | {\"\":2}           | {\"x,y:z}\":1,\"\":2}",
      "{\"a\":\"\\\\\"}          | {\"b\":2.50}       | {\"a\":\"\\\\\",\"b\":2.50}"})
  void membersOfBothAreThereAndTheLaterOneWins(String project, String run, String merged) {
    assertEquals(merged, DbtVars.merged(project, run));
  }
}
