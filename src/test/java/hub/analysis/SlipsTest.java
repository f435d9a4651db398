package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlipsTest {
  private final Slips<String> slips = Slips.deal("i", List.of("apple", "pear", "plum"), 7);

  private static JsonNode entries(String json) throws Exception {
    return new ObjectMapper().readTree(json);
  }

  @Test
  void dealsTheSameOrderForTheSameSeed() {
    assertThat(Slips.deal("i", List.of("apple", "pear", "plum"), 7).byId()).isEqualTo(slips.byId());
    assertThat(slips.byId().keySet()).containsExactly("i1", "i2", "i3");
  }

  @DisplayName(
      "R5 ids come from code: foreign and repeated ids are refused, missing ones are known")
  @Test
  void refusesForeignAndRepeatedIds() throws Exception {
    var returned =
        slips.match(
            entries(
                """
                [{"id":"i1","n":1},{"id":"i2","n":2},{"id":"i2","n":3},{"id":"i9","n":4},{"id":"t3_x","n":5}]
                """));

    assertThat(returned.foreign()).isEqualTo(2);
    assertThat(returned.repeated()).isEqualTo(1);
    assertThat(returned.answers().keySet()).containsExactly(slips.byId().get("i1"));
  }

  @Test
  @DisplayName("What is erased between question and answer leaves a gap and moves no other id")
  void leavesGapsForWhatIsGone() {
    Map<String, Integer> prices = new HashMap<>(Map.of("apple", 1, "pear", 2, "plum", 3));
    Map<String, Integer> asked = slips.standingFor(prices).byId();

    prices.remove(slips.byId().get("i2"));

    assertThat(slips.standingFor(prices).byId())
        .isEqualTo(
            Map.of(
                "i1", Objects.requireNonNull(asked.get("i1")),
                "i3", Objects.requireNonNull(asked.get("i3"))));
  }

  @Test
  void matchesNothingInAnAnswerWithoutEntries() throws Exception {
    assertThat(slips.match(entries("{}")).answers()).isEmpty();
  }
}
