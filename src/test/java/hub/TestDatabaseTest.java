package hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  @Test
  void startsMigratedWithOneWorkspace() {
    try (TestDatabase database = TestDatabase.fresh()) {
      assertThat(database.jdbc().sql("select name from workspace").query(String.class).list())
          .containsExactly("Kestrel Lab");
    }
  }
}
