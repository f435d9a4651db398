package routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.budget.BudgetState;
import hub.llm.Answer;
import hub.llm.Question;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** An economy rig with a budget of one dollar for each test, and what tests ask of it. */
abstract class EconomyFixture {
  final EconomyRig rig;
  final UUID budget;

  EconomyFixture(TestDatabase database) {
    this.rig = new EconomyRig(database);
    this.budget = rig.model.budget("1.00");
  }

  @AfterEach
  void end() {
    rig.close();
  }

  Question question(String text) {
    return PaidModel.economy(budget, UUID.randomUUID(), text);
  }

  /** Questions that wait for a batch. */
  List<Question> lined(int count) {
    List<Question> questions =
        IntStream.range(0, count).mapToObj(i -> question("The chain slips " + i)).toList();
    questions.forEach(question -> assertThat(rig.waits(question)).isTrue());
    return questions;
  }

  BudgetState money() {
    return rig.model.budgets.state(budget);
  }

  List<Answer.Answered> answers(List<Question> questions) {
    return questions.stream().map(each -> (Answer.Answered) rig.model.ask(each)).toList();
  }

  long column(String sql) {
    return rig.database.jdbc().sql(sql).query(Long.class).single();
  }

  long made() {
    return rig.asked("POST", "/batches").stream()
        .filter(line -> line.path("status").asInt() == 200)
        .count();
  }
}
