package hub.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.sources.NewText.Status;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[removed]",
        "[ Removed by Reddit ]",
        "[removed by moderator]",
        "[ Removed by Reddit in response to a copyright notice. ]",
        "[ Removed by Reddit on account of violating the [content policy](/help/contentpolicy). ]",
        "[ REMOVED BY REDDIT on account of violating the [Content Policy](/help/contentpolicy). ]\n"
      })
  void knowsANoticeOfRemoval(String words) {
    assertThat(ofPost(words)).isEqualTo(Status.REMOVED);
    assertThat(ofComment(words)).isEqualTo(Status.REMOVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It says [ Removed by Reddit in response to a copyright notice. ] now",
        "[ Removed by Reddit in response to a copyright notice. ] Why?",
        "> [ Removed by Reddit in response to a copyright notice. ]",
        "[ Removed by Reddit ] and [ Removed by Reddit ]",
        "[removed by reddit](https://www.reddit.com/r/help)",
        "[ Removed by Reddit in response to\n\nmy own words about it ]",
        "Removed by Reddit in response to a copyright notice."
      })
  void leavesAPersonsWordsAboutIt(String words) {
    assertThat(ofPost(words)).isEqualTo(Status.PRESENT);
    assertThat(ofComment(words)).isEqualTo(Status.PRESENT);
  }

  @Test
  void readsLongTextsThatBeginLikeANoticeAtOnce() {
    for (String part : new String[] {"[a](b)", "[a", " ", "](", "a"}) {
      String words = "[ Removed by Reddit " + part.repeat(90_000 / part.length());

      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> assertThat(ofComment(words)).isEqualTo(Status.PRESENT));
      assertThat(ofComment(words.substring(0, 480))).isEqualTo(Status.PRESENT);
    }
  }

  private static Status ofPost(String words) {
    return Standing.ofPost(
        JsonNodeFactory.instance
            .objectNode()
            .put("author", "someone")
            .put("title", "A title")
            .put("selftext", words));
  }

  private static Status ofComment(String words) {
    return Standing.ofComment(
        JsonNodeFactory.instance.objectNode().put("author", "someone").put("body", words));
  }
}
