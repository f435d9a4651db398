package routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.llm.Question;
import hub.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Batches that are not through in time, or that nobody waits for any more. */
class LateBatchesTest extends EconomyFixture {
  private static final Duration DAY = Duration.ofHours(24);
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  LateBatchesTest() {
    super(DATABASE);
  }

  @AfterAll
  static void stop() {
    DATABASE.close();
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
    rig.gather();
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
    rig.gather();

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
    rig.gather();
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
    rig.gather();
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
    rig.gather();

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
    rig.gather();

    rig.model.wanted = question -> false;
    rig.after(Duration.ofMinutes(3));

    holdsNothingAndHasClosedItsBatch();
    assertThat(rig.asked("POST", "/files")).noneMatch(line -> line.path("status").asInt() == 200);
  }

  @Test
  void makesNoBatchThatNobodyWaitsForAnyMore() {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/files").times(1));
    lined(2);
    rig.gather();

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
    rig.gather();
    rig.after(Duration.ofHours(25));
    stillWaits(questions);

    rig.after(Duration.ofHours(2));

    holdsNothingAndHasClosedItsBatch();
    assertThat(answers(questions)).hasSize(2);
    assertThat(rig.asked("POST", "/batches")).isEmpty();
  }

  private List<Question> uploadedBeforeItsModelIsAskedElsewhere() throws Exception {
    rig.vendor.faults().add(Fault.of("openai", "cut-answer").on("/files").times(1));
    List<Question> questions = lined(2);
    rig.gather();
    rig.moveElsewhere();
    return questions;
  }

  @Test
  void givesBackWhatWasNotSentBeforeItsModelWasAskedElsewhere() throws Exception {
    List<Question> questions = uploadedBeforeItsModelIsAskedElsewhere();

    rig.after(Duration.ofHours(27));
    assertThat(money().held()).isZero();
    rig.after(DAY);

    holdsNothingAndHasClosedItsBatch();
    assertThat(answers(questions)).hasSize(2);
  }

  @Test
  void closesNoBatchOverLinesThatWereNotSent() throws Exception {
    List<Question> questions = uploadedBeforeItsModelIsAskedElsewhere();

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
