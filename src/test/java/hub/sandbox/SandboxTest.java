package hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SandboxTest {

  @Test
  void startsInsideTheHubWhenAnAddressIsAskedFor() {
    try (Sandbox sandbox = new Sandbox(settings("", ""))) {
      assertThat(sandbox.redditUrl()).matches("http://127\\.0\\.0\\.1:\\d+/reddit");
      assertThat(sandbox.openaiUrl()).matches("http://127\\.0\\.0\\.1:\\d+/openai/v1");
    }
  }

  @Test
  void takesAProcessOfItsOwnWithThatProcessesKeys() {
    try (Sandbox sandbox = new Sandbox(settings("http://127.0.0.1:9999", "shared"))) {
      assertThat(sandbox.redditUrl()).isEqualTo("http://127.0.0.1:9999/reddit");
      assertThat(sandbox.secrets().openaiKey()).isEqualTo(new Secrets("shared").openaiKey());
    }
  }

  @Test
  void hasOtherKeysInEveryInstallation() {
    try (Sandbox one = new Sandbox(settings("", ""));
        Sandbox other = new Sandbox(settings("", ""))) {
      assertThat(one.secrets().openaiKey()).isNotEqualTo(other.secrets().openaiKey());
      assertThat(one.secrets().toString()).isEqualTo("Secrets[hidden]");
    }
  }

  @Test
  void tellsTheTopicsOfTheFirstPage() {
    try (Sandbox sandbox = new Sandbox(settings("", ""))) {
      assertThat(sandbox.topics())
          .extracting(Catalogue.Topic::posts, Catalogue.Topic::authors)
          .containsExactly(tuple(412, 138), tuple(367, 121), tuple(340, 109));
    }
  }

  private static SandboxSettings settings(String url, String secret) {
    return new SandboxSettings(url, secret, 1, Duration.ZERO, false, null, "");
  }
}
