package routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.budget.BudgetState;
import hub.llm.Answer;
import hub.llm.Question;
import hub.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EconomyRoutesTest {
  private static final Duration DAY = Duration.ofHours(24);

  static TestDatabase database;

  final EconomyRig rig = new EconomyRig(database);
  final UUID budget = rig.model.budget("1.00");

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private Question question(String text) {
    return PaidModel.economy(budget, UUID.randomUUID(), text);
  }

  private List<Question> lined(int count) {
    List<Question> questions =
        IntStream.range(0, count).mapToObj(i -> question("The chain slips " + i)).toList();
    questions.forEach(question -> assertThat(rig.waits(question)).isTrue());
    return questions;
  }

  private BudgetState money() {
    return rig.model.budgets.state(budget);
  }

  private List<Answer.Answered> answers(List<Question> questions) {
    return questions.stream().map(each -> (Answer.Answered) rig.model.ask(each)).toList();
  }

  @Test
  void asksInOneBatchAtHalfThePriceAndChargesEachLineOnce() {
    List<Question> questions = lined(3);
    BigDecimal held = money().held();

    rig.throughABatch();

    List<Answer.Answered> answers = answers(questions);
    BigDecimal charged =
        answers.stream().map(Answer.Answered::charge).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(held).isPositive();
    assertThat(rig.asked("POST", "/batches")).hasSize(1);
    assertThat(charged).isPositive().isEqualByComparingTo(rig.billed());
    assertThat(money().charged()).isEqualByComparingTo(charged);
    assertThat(money().held()).isZero();
    assertThat(rig.back).containsExactly(budget);
    assertThat(answers(questions)).as("a job that runs again").isEqualTo(answers);
    assertThat(rig.model.journal).filteredOn("reused"::equals).isEmpty();
  }

  @Test
  void holdsHalfOfWhatADirectCallWould() {
    BigDecimal direct = rig.model.calls.worstCase(question("The chain slips 0")).charge();

    lined(1);

    assertThat(money().held()).isEqualByComparingTo(direct.divide(BigDecimal.TWO));
  }

  @Test
  void sendsNothingThatDoesNotFitTheBudget() {
    UUID small = rig.model.budget("0.0001");

    Object answer = rig.model.ask(PaidModel.economy(small, UUID.randomUUID(), "The chain slips"));
    rig.throughABatch();

    assertThat(answer).isInstanceOf(Answer.DoesNotFit.class);
    assertThat(rig.asked("POST", "/files")).isEmpty();
  }

  @Test
  void deletesEveryFileAtTheVendorAndForgetsTheWords() {
    lined(2);

    rig.throughABatch();

    assertThat(rig.asked("DELETE", ""))
        .hasSize(2)
        .allMatch(line -> line.path("status").asInt() == 200);
    assertThat(column("select count(*) from batch_line where body is not null")).isZero();
    assertThat(column("select count(*) from vendor_batch where state <> 'closed'")).isZero();
  }

  private long column(String sql) {
    return rig.database.jdbc().sql(sql).query(Long.class).single();
  }

  @Test
  @DisplayName("R8 An expired batch returns half and bills it: each line ends by its own hold")
  void settlesAnExpiredBatchLineByLineAndAsksTheRestDirectly() {
    rig.with("batch-expires", 0);
    List<Question> questions = lined(4);

    rig.throughABatch();

    assertThat(rig.model.attempts(budget)).filteredOn("settled answered"::equals).hasSize(2);
    assertThat(rig.model.attempts(budget))
        .filteredOn(each -> each.startsWith("released"))
        .hasSize(2);
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
    assertThat(money().held()).isZero();
    assertThat(answers(questions)).hasSize(4);
    assertThat(rig.asked("POST", "/batches")).as("the rest is asked directly").hasSize(1);
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  @Test
  @DisplayName("R8 \"0 failed\" with items of status 0: what may be billed keeps its hold")
  void keepsTheHoldsOfLinesThatCameBackWithoutAStatus() {
    rig.with("batch-breaks", 0);
    List<Question> questions = lined(4);

    rig.throughABatch();

    assertThat(rig.model.attempts(budget)).filteredOn(each -> each.startsWith("doubt")).hasSize(2);
    assertThat(money().inDoubt()).isPositive().isEqualByComparingTo(money().held());
    assertThat(answers(questions)).hasSize(4);
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  @Test
  @DisplayName("R8 Lines that a batch leaves out are asked directly; billed late, they settle")
  void settlesALineThatIsBilledLate() {
    rig.with("batch-leaves-out", 0);
    List<Question> questions = lined(2);
    rig.throughABatch();
    assertThat(money().inDoubt()).isPositive();
    answers(questions);

    rig.after(Duration.ofHours(1).plusSeconds(1));

    assertThat(rig.model.attempts(budget)).allMatch("settled answered"::equals).hasSize(3);
    assertThat(money().held()).isZero();
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  @Test
  @DisplayName("R8 A line that never comes ends as unknown, a day after its batch")
  void givesALostLineUpAfterADay() {
    rig.with("batch-leaves-out", DAY.toMillis() * 3);
    lined(2);
    rig.throughABatch();

    rig.model.lost.recoverOpenFor(Duration.ofMinutes(15));
    rig.model.lost.expireDoubts();
    assertThat(money().held()).as("at once").isPositive();
    rig.clock.advance(DAY);
    rig.model.lost.expireDoubts();

    assertThat(rig.model.attempts(budget))
        .filteredOn(each -> each.startsWith("unknown"))
        .hasSize(1);
    assertThat(money().held()).isZero();
    rig.after(Duration.ZERO);
    assertThat(column("select count(*) from vendor_batch where state <> 'closed'")).isZero();
  }

  @Test
  void givesBackWhatTheVendorRefusesInALine() {
    rig.with("batch-refuses", 0);
    lined(2);

    rig.throughABatch();

    assertThat(rig.model.attempts(budget))
        .filteredOn(each -> each.startsWith("released"))
        .hasSize(1);
    assertThat(money().held()).isZero();
  }

  @Test
  void asksDirectlyWhenTheVendorCannotReadABatch() {
    rig.with("batch-fails", 0);
    List<Question> questions = lined(2);

    rig.throughABatch();

    assertThat(money().held()).isZero();
    assertThat(answers(questions)).hasSize(2);
    assertThat(rig.asked("POST", "/chat/completions"))
        .hasSize(2)
        .noneMatch(each -> each.has("batched"));
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  @Test
  @DisplayName("P4 An answer lost after a batch was made: it is looked for, and none is made twice")
  void makesNoBatchTwice() throws Exception {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/batches").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.startProcess();

    rig.after(Duration.ofSeconds(31));
    rig.after(Duration.ofSeconds(31));

    assertThat(rig.asked("POST", "/batches")).hasSize(1);
    assertThat(answers(questions)).hasSize(2);
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  @Test
  @DisplayName(
      "P4 An answer lost after a file was brought: it is looked for, and none is brought twice")
  void bringsNoFileTwice() throws Exception {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/files").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.startProcess();

    rig.after(Duration.ofSeconds(31));
    rig.after(Duration.ofSeconds(31));

    assertThat(rig.asked("POST", "/files")).hasSize(1);
    assertThat(answers(questions)).hasSize(2);
  }

  @Test
  void sendsAgainWhatTheVendorDidNotGet() {
    rig.vendor.faults().add(Fault.of("openai", "cut").on("/batches").times(1));
    List<Question> questions = lined(1);
    rig.after(Duration.ofSeconds(21));

    rig.after(Duration.ofSeconds(31));
    assertThat(made()).as("it may still be listed").isZero();
    rig.after(Duration.ofMinutes(2));
    rig.after(Duration.ofSeconds(31));

    assertThat(made()).isEqualTo(1);
    assertThat(answers(questions)).hasSize(1);
  }

  private long made() {
    return rig.asked("POST", "/batches").stream()
        .filter(line -> line.path("status").asInt() == 200)
        .count();
  }

  @Test
  @DisplayName(
      "B5 The death of a process, or age, takes no hold of a line that waits for its batch")
  void losesNoLineWithItsProcess() {
    Question question = lined(1).getFirst();
    rig.clock.advance(DAY);

    assertThat(rig.model.lost.recoverAllBut(List.of())).isEmpty();
    assertThat(rig.model.lost.recoverJob(question.jobId())).isEmpty();
    assertThat(rig.model.lost.recoverOpenFor(Duration.ofMinutes(15))).isEmpty();
    assertThat(money().held()).isPositive();
  }

  @Test
  void asksAnewWhatWaitedWhileATextWasErased() {
    Question question = lined(1).getFirst();
    rig.lines().forgetUnsentWords();

    rig.after(Duration.ofSeconds(21));

    assertThat(rig.asked("POST", "/files")).isEmpty();
    assertThat(money().held()).isZero();
    assertThat(rig.waits(question)).as("as it is put together now").isTrue();
  }

  @Test
  void cancelsAtTheVendorWhatNobodyWaitsForAnyMore() {
    rig.takes(3_600_000);
    lined(3);
    rig.throughABatch();
    assertThat(money().held()).isPositive();
    assertThat(rig.asked("POST", "/cancel")).as("while somebody waits").isEmpty();

    rig.model.wanted = question -> false;
    IntStream.range(0, 4).forEach(again -> rig.after(Duration.ofSeconds(31)));

    assertThat(rig.asked("POST", "/cancel")).hasSize(1);
    assertThat(rig.model.attempts(budget)).hasSize(3).allMatch(each -> each.startsWith("released"));
    assertThat(money().held()).isZero();
    assertThat(money().charged()).isEqualByComparingTo(rig.billed()).isZero();
  }

  @Test
  void leavesAnOutageOfTheVendorOut() {
    rig.vendor.faults().add(Fault.of("openai", "server-error").status(503).times(2));
    List<Question> questions = lined(1);
    rig.throughABatch();
    assertThat(money().held()).isPositive();

    IntStream.range(0, 8).forEach(again -> rig.after(Duration.ofSeconds(61)));

    assertThat(answers(questions)).hasSize(1);
    assertThat(made()).isEqualTo(1);
  }

  private void stillWaits(List<Question> questions) {
    assertThat(questions).allMatch(rig::waits);
  }

  private void noneIsPaidTwice(List<Question> questions) {
    assertThat(answers(questions)).hasSameSizeAs(questions);
    assertThat(rig.asked("POST", "/chat/completions"))
        .hasSameSizeAs(questions)
        .allMatch(each -> each.path("batched").asBoolean(false));
    assertThat(money().held()).isZero();
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  @Test
  @DisplayName("P4 A look that fails after the hub was off gives no line up: its batch is done")
  void paysNoLineTwiceThatWasDoneWhileTheHubWasOff() {
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.vendor.faults().add(Fault.of("openai", "server-error").status(503).on("/batches").times(1));

    rig.after(Duration.ofHours(30));
    stillWaits(questions);
    rig.after(Duration.ofSeconds(31));

    noneIsPaidTwice(questions);
  }

  @Test
  @DisplayName("P4 A batch that is made long after its lines were chosen has its 26 hours")
  void waitsForABatchThatWasMadeLate() {
    rig.vendor.faults().add(Fault.of("openai", "cut").on("/files").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));

    rig.after(Duration.ofHours(30));
    stillWaits(questions);
    rig.after(Duration.ofSeconds(31));

    noneIsPaidTwice(questions);
  }

  @Test
  void asksDirectlyWhatTheVendorSaysItHasNotEndedInTime() {
    rig.takes(3_600_000);
    List<Question> questions = lined(2);
    rig.throughABatch();
    rig.after(Duration.ofHours(25));
    stillWaits(questions);

    rig.after(Duration.ofHours(2));

    assertThat(money().inDoubt()).isPositive().isEqualByComparingTo(money().held());
    assertThat(answers(questions)).hasSize(2);
    assertThat(rig.asked("POST", "/cancel")).as("what nobody waits for any more").hasSize(1);
  }

  @Test
  void asksDirectlyWhatAVendorThatOnlyFailsKeptForDays() {
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.vendor.faults().add(Fault.of("openai", "server-error").status(503).on("/batches"));
    rig.after(Duration.ofDays(2));
    stillWaits(questions);

    rig.after(Duration.ofDays(1).plusSeconds(1));

    assertThat(money().inDoubt()).isPositive().isEqualByComparingTo(money().held());
    assertThat(answers(questions)).hasSize(2);
  }

  @Test
  void asksDirectlyWhatTheVendorCouldNotMakeInTime() {
    rig.vendor.faults().add(Fault.of("openai", "cut").on("/batches").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    stillWaits(questions);

    rig.after(Duration.ofHours(27));

    assertThat(made()).isZero();
    assertThat(money().held()).isZero();
    assertThat(answers(questions)).hasSize(2);
    assertThat(money().charged()).isEqualByComparingTo(rig.billed());
  }

  private void holdsNothingAndHasClosedItsBatch() {
    assertThat(money().held()).isZero();
    assertThat(column("select count(*) from vendor_batch where state <> 'closed'")).isZero();
  }

  @Test
  void takesBackFromABatchWhatNobodyWaitsForAnyMore() {
    rig.vendor.faults().add(Fault.of("openai", "cut").on("/files").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));

    rig.model.wanted = question -> question.jobId().equals(questions.getFirst().jobId());
    rig.after(Duration.ofMinutes(3));
    rig.after(Duration.ofSeconds(31));

    noneIsPaidTwice(questions.subList(0, 1));
    assertThat(rig.model.attempts(budget))
        .containsExactlyInAnyOrder("settled answered", "released never sent: nobody waits for it");
  }

  @Test
  void sendsNoFileThatNobodyWaitsForAnyMore() {
    rig.vendor.faults().add(Fault.of("openai", "cut").on("/files").times(1));
    lined(2);
    rig.after(Duration.ofSeconds(21));

    rig.model.wanted = question -> false;
    rig.after(Duration.ofMinutes(3));

    holdsNothingAndHasClosedItsBatch();
    assertThat(rig.asked("POST", "/files")).noneMatch(line -> line.path("status").asInt() == 200);
  }

  @Test
  void makesNoBatchThatNobodyWaitsForAnyMore() {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/files").times(1));
    lined(2);
    rig.after(Duration.ofSeconds(21));

    rig.model.wanted = question -> false;
    rig.after(Duration.ofSeconds(31));

    holdsNothingAndHasClosedItsBatch();
    assertThat(rig.asked("POST", "/batches")).isEmpty();
    assertThat(rig.asked("DELETE", "")).as("its file").hasSize(1);
  }

  @Test
  void asksDirectlyWhatCouldNotBeSentInTime() {
    rig.vendor.faults().add(Fault.of("openai", "server-error").status(503).on("/files"));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.after(Duration.ofHours(25));
    stillWaits(questions);

    rig.after(Duration.ofHours(2));

    holdsNothingAndHasClosedItsBatch();
    assertThat(answers(questions)).hasSize(2);
    assertThat(rig.asked("POST", "/batches")).isEmpty();
  }

  @Test
  void givesBackWhatWasNotSentBeforeItsModelWasAskedElsewhere() throws Exception {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/files").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.moveElsewhere();

    rig.after(Duration.ofHours(27));
    assertThat(money().held()).isZero();
    rig.after(DAY);

    holdsNothingAndHasClosedItsBatch();
    assertThat(answers(questions)).hasSize(2);
  }

  @Test
  void closesNoBatchOverLinesThatWereNotSent() throws Exception {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/files").times(1));
    List<Question> questions = lined(2);
    rig.after(Duration.ofSeconds(21));
    rig.moveElsewhere();

    rig.after(Duration.ofHours(51));

    holdsNothingAndHasClosedItsBatch();
    assertThat(answers(questions)).hasSize(2);
  }

  @Test
  void closesNoBatchOverLinesThatMayBeBilled() throws Exception {
    rig.takes(3_600_000);
    List<Question> questions = lined(2);
    rig.throughABatch();
    rig.moveElsewhere();

    rig.after(Duration.ofHours(51));

    assertThat(column("select count(*) from vendor_batch where state <> 'closed'")).isZero();
    assertThat(money().inDoubt()).isPositive().isEqualByComparingTo(money().held());
    assertThat(answers(questions)).hasSize(2);
  }
}
