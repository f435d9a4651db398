package routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.llm.Answer;
import hub.llm.Question;
import hub.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EconomyRoutesTest extends EconomyFixture {
  private static final Duration DAY = Duration.ofHours(24);
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  EconomyRoutesTest() {
    super(DATABASE);
  }

  @AfterAll
  static void stop() {
    DATABASE.close();
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
    rig.gather();
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
    rig.gather();
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
    rig.gather();

    rig.after(Duration.ofSeconds(31));
    assertThat(made()).as("it may still be listed").isZero();
    rig.after(Duration.ofMinutes(2));
    rig.after(Duration.ofSeconds(31));

    assertThat(made()).isEqualTo(1);
    assertThat(answers(questions)).hasSize(1);
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

    rig.gather();

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
}
