package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

  static Stream<AnalysisEvent> events() {
    return Stream.of(
        new AnalysisEvent.Started(new BigDecimal("2.00"), 3),
        new AnalysisEvent.PostsSorted(4, Map.of(17L, "pain", 18L, "other"), List.of(17L)),
        new AnalysisEvent.Called("classify", 20, UUID.randomUUID(), new BigDecimal("0.0061000000")),
        new AnalysisEvent.Waiting("Reddit's limit frees in 12 s"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsBackWhatItWroteToTheLastDigit(AnalysisEvent event) {
    assertThat(EventJson.read(EventJson.type(event), EventJson.write(event))).isEqualTo(event);
  }

  @Test
  void saysWhichTypeItDoesNotKnow() {
    assertThatThrownBy(() -> EventJson.read("Vanished", "{}")).hasMessageContaining("Vanished");
  }
}
