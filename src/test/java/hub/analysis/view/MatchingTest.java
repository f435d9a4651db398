package hub.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.analysis.view.Facts.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private final Ranking.Row portals = row(1, "Agency portals reject the invoice");
  private final Ranking.Row refusals = row(2, "Nobody says why an invoice was refused");
  private final Ranking.Row fees = row(3, "Minimum fees that never reach the invoice");
  private final Ranking.Row feesAgain = row(4, "The minimum fee never reaches the invoice");

  @Test
  void findsTheSameByItsEvidenceWhateverItIsCalled() {
    var matches =
        Matching.of(
            List.of(portals),
            Map.of(id(portals), Set.of(1L, 2L, 3L, 4L)),
            List.of(refusals),
            Map.of(id(refusals), Set.of(4L, 5L, 6L, 7L, 8L)));

    assertThat(matches)
        .singleElement()
        .extracting(Matching.Match::getHow)
        .isEqualTo("1 of 4 posts and comments shared");
  }

  @Test
  void findsTheSameByItsTitleWhenNoTextIsShared() {
    var matches = Matching.of(List.of(fees), Map.of(), List.of(feesAgain), Map.of());

    assertThat(matches)
        .singleElement()
        .extracting(Matching.Match::getHow)
        .isEqualTo("similar title");
    assertThat(Matching.of(List.of(portals), Map.of(), List.of(fees), Map.of())).isEmpty();
  }

  @Test
  void matchesEachOnceTheSurestFirst() {
    var evidence =
        Map.of(id(portals), Set.of(1L, 2L), id(refusals), Set.of(1L, 2L), id(fees), Set.of(2L, 3L));

    var matches =
        Matching.of(List.of(portals, fees), evidence, List.of(refusals, feesAgain), evidence);

    assertThat(matches)
        .extracting(match -> match.before().rank() + " " + match.after().rank())
        .containsExactly("1 2", "3 4");
  }

  private static UUID id(Ranking.Row row) {
    return row.opportunity().id();
  }

  private static Ranking.Row row(int rank, String title) {
    var facts = new Facts(3, 3, 50, 0, Reading.of(2), Reading.of(2), Reading.of(2), Reading.of(2));
    var opportunity =
        new Opportunity(
            new UUID(0, rank), title, "", "", Set.of(), List.of(), facts, BigDecimal.ONE);
    return new Ranking.Row(rank, opportunity, Score.of(facts, Weights.STANDARD), Mark.NONE);
  }
}
