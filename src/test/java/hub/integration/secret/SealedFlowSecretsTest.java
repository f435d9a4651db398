package hub.integration.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.vendors.TestVendors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SealedFlowSecretsTest {
  private static final String VALUE = "a-planted-secret";

  private final TestDatabase database = TestDatabase.fresh();
  private final SealedFlowSecrets secrets =
      new SealedFlowSecrets(database.jdbc(), TestVendors.seal(database), Clock.systemUTC());

  @AfterEach
  void close() {
    database.close();
  }

  private void put(String name, String value) {
    secrets.put(TestDatabase.WORKSPACE, name, value, TestDatabase.USER);
  }

  @Test
  void showsNamesAndOpensForTheProcessAlone() {
    put("webhook", VALUE);
    put("webhook", VALUE + "-newer");

    assertThat(secrets.names(TestDatabase.WORKSPACE))
        .singleElement()
        .satisfies(
            named -> {
              assertThat(named.name()).isEqualTo("webhook");
              assertThat(named.setBy()).isEqualTo("Mira Okafor");
            });
    assertThat(secrets.open(TestDatabase.WORKSPACE)).containsEntry("webhook", VALUE + "-newer");
    assertThat(secrets.open(UUID.randomUUID())).isEmpty();
    assertThat(secrets.remove(TestDatabase.WORKSPACE, "webhook")).isTrue();
    assertThat(secrets.names(TestDatabase.WORKSPACE)).isEmpty();
  }

  @Test
  @DisplayName("H7 a secret's row holds nothing of it, and opens under its own name alone")
  void isSealed() {
    put("webhook", VALUE);
    JdbcClient owner = database.asOwner();

    byte[] sealed = owner.sql("select sealed from flow_secret").query(byte[].class).single();
    owner.sql("update flow_secret set name = 'other'").update();

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(VALUE);
    assertThatThrownBy(() -> secrets.open(TestDatabase.WORKSPACE)).hasMessageContaining("other");
  }

  @Test
  void refusesWhatNoPlaceholderOrMaskCouldHold() {
    assertThatThrownBy(() -> put("Not a name", VALUE)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> put("short", "x")).hasMessageContaining("8 to 4,000");
    assertThatThrownBy(() -> put("lines", VALUE + "\n")).hasMessageContaining("one line");
  }
}
