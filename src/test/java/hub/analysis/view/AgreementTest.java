package hub.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.analysis.view.Agreement.Order;
import hub.analysis.view.Mark.Verdict;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private final Map<UUID, Mark> marks = new HashMap<>();

  @Test
  void findsFullAgreementWhereAllUsefulOnesComeFirst() {
    Agreement agreement =
        Agreement.of(
            List.of(List.of(useful(4, 4), useful(4, 3), useless(1, 9), unmarked(4, 1))), marks);

    assertThat(agreement.useful()).isEqualTo(2);
    assertThat(agreement.notUseful()).isEqualTo(1);
    assertThat(score(agreement).gain()).isEqualTo(1);
    assertThat(score(agreement).pairs()).isEqualTo(1);
    assertThat(score(agreement).gain())
        .isGreaterThan(order(agreement, "Most authors first").gain());
  }

  @Test
  void countsEachPairOfOneAnalysisAndNoPairAcrossTwo() {
    Agreement agreement =
        Agreement.of(
            List.of(List.of(useful(4, 4), useless(2, 4)), List.of(useful(1, 4), useless(3, 4))),
            marks);

    assertThat(agreement.analyses()).isEqualTo(2);
    assertThat(score(agreement).pairs()).isEqualTo(0.5);
    assertThat(order(agreement, "Drawn by lot").pairs()).isEqualTo(0.5);
  }

  @Test
  void leavesOutAnAnalysisWithOneKindOfMark() {
    Agreement agreement = Agreement.of(List.of(List.of(useful(4, 4), useful(1, 4))), marks);

    assertThat(agreement.analyses()).isZero();
    assertThat(agreement.marks()).isZero();
    assertThat(agreement.isThin()).isTrue();
  }

  @Test
  void saysHowWellTheTiersTellWhatIsUseful() {
    Agreement agreement =
        Agreement.of(
            List.of(List.of(useful(4, 9), useful(0, 3), useless(4, 9), useless(0, 3))), marks);

    assertThat(agreement.strong().precision()).isEqualTo(0.5);
    assertThat(agreement.strong().recall()).isEqualTo(0.5);
  }

  private static Order score(Agreement agreement) {
    return agreement.orders().getFirst();
  }

  private static Order order(Agreement agreement, String name) {
    return agreement.orders().stream()
        .filter(order -> order.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Opportunity useful(int level, int authors) {
    return marked(Verdict.USEFUL, level, authors);
  }

  private Opportunity useless(int level, int authors) {
    return marked(Verdict.NOT_USEFUL, level, authors);
  }

  private Opportunity marked(Verdict verdict, int level, int authors) {
    Opportunity opportunity = unmarked(level, authors);
    marks.put(opportunity.id(), new Mark(verdict, "", false, false));
    return opportunity;
  }

  private static Opportunity unmarked(int level, int authors) {
    Facts.Reading reading = Facts.Reading.of(level);
    return new Opportunity(
        UUID.randomUUID(),
        "A problem",
        "",
        "people",
        Set.of(),
        List.of(),
        new Facts(authors, authors, 50, 0, reading, reading, reading, reading),
        BigDecimal.ZERO);
  }
}
