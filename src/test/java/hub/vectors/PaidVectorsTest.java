package hub.vectors;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static hub.vectors.TestVectors.OURS;
import static hub.vectors.TestVectors.comment;
import static hub.vectors.TestVectors.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.Mode;
import hub.Sha256;
import hub.TestDatabase;
import hub.jobs.Claim;
import hub.jobs.Lane;
import hub.llm.ModelConnection;
import hub.llm.PaidTexts;
import hub.llm.TextsToEmbed;
import hub.llm.TextsToEmbed.Wording;
import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import hub.vendors.EntryRefused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.PaidModel;

/** Vectors through {@code openai:embeddings}, over the sandbox, paid for as every call is. */
class PaidVectorsTest {
  private static final String MODEL = "sandbox-embed-1";

  private static TestDatabase database;

  @TempDir private Path folder;
  private Instant now = TestVectors.WRITTEN.plus(Duration.ofHours(1));
  private Sandbox sandbox;
  private PaidModel model;
  private TestVectors hub;
  private Search search;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void open() {
    sandbox = TestSandbox.inside();
  }

  @AfterEach
  void close() throws IOException {
    hub.pinecone.close();
    hub.close();
    model.close();
    sandbox.close();
  }

  /**
   * @param paid whether its vectors are paid for from the start, else made by the model in the jar
   */
  private void hub(boolean paid) {
    InstantSource settable = () -> now;
    ModelConnection connection =
        new ModelConnection(
            Mode.SANDBOX,
            sandbox.openaiUrl(),
            sandbox.secrets().openaiKey(),
            PaidModel.MODEL,
            MODEL,
            null);
    model =
        new PaidModel(database.dataSource(), settable.withZone(ZoneOffset.UTC), connection, "1");
    hub =
        new TestVectors(
            database,
            folder,
            settable.withZone(ZoneOffset.UTC),
            connection,
            model.embedding(),
            paid);
    model.keeper = new PaidVectorRows(database.jdbc(), hub.clock);
    Duration limit = Duration.ofSeconds(2);
    search =
        hub.search(
            hub.pinecone(
                new PineconeSettings(
                    "", true, "", "aws", "us-east-1", "sluice", limit, limit, limit, 0),
                sandbox));
  }

  @Test
  @DisplayName("An analysis pays for its texts' vectors once a wording, and what was reported")
  void chargesAnAnalysisForTheVectorsOfWhatItCollected() {
    hub(true);
    List<Long> ids =
        hub.store(
            post("a", "Agencies pay late"),
            post("b", "Agencies pay late"),
            comment("c", "a", "Mine never pays"));
    assertThat(count("select count(*) from text_vector")).isZero();
    UUID budget = model.budget("0.01");

    List<PaidTexts> paid = hub.paidVectors().ofAnalysis(claim(budget, ids));

    assertThat(paid).singleElement().satisfies(one -> assertThat(one.texts()).containsAll(ids));
    assertThat(model.attempts(budget)).containsExactly("settled answered");
    assertThat(model.budgets.state(budget).charged())
        .isEqualByComparingTo(paid.getFirst().charge())
        .isEqualByComparingTo(reported(budget).multiply(new BigDecimal("0.00000002")));
    assertThat(model.journal).containsExactly("called", "settled answered");
    assertThat(count("select count(*) from text_vector where model = 'sandbox-embed-1'"))
        .isEqualTo(3);
    assertThat(count("select count(*) from paid_vector")).isZero();
    assertThat(hub.paidVectors().ofAnalysis(claim(budget, ids))).isEmpty();
    assertThat(search.find(WORKSPACE, Wanted.words("late payment")).results())
        .filteredOn(Found.Result::byMeaning)
        .hasSize(3);
  }

  @Test
  @DisplayName("P2 Vectors that were settled before a crash are not paid for again")
  void paysOnceThoughItCrashedBeforeTheVectorsWereWritten() {
    hub(true);
    List<Long> ids = hub.store(post("a", "Agencies pay late"));
    UUID budget = model.budget("0.01");
    assertThat(model.embedding().embed(texts(budget, "Agencies pay late"))).isPresent();

    List<PaidTexts> paid = hub.paidVectors().ofAnalysis(claim(budget, ids));

    assertThat(paid).isEmpty();
    assertThat(model.attempts(budget)).hasSize(1);
    assertThat(count("select count(*) from text_vector")).isEqualTo(1);
  }

  @Test
  void sendsNothingWhenTheWorstCaseDoesNotFit() {
    hub(true);
    List<Long> ids = hub.store(post("a", "Agencies pay late"));
    UUID budget = model.budget("0.00000001");

    assertThat(hub.paidVectors().ofAnalysis(claim(budget, ids))).isEmpty();

    assertThat(model.attempts(budget)).isEmpty();
    assertThat(search.find(WORKSPACE, Wanted.words("agencies")).results()).hasSize(1);
  }

  @Test
  void cutsCallsByTheirTokensAndTextsToWhatTheModelReads() {
    hub(true);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      ids.addAll(hub.store(post("long" + i, "Number " + i, "word ".repeat(9_000), "freelance", 1)));
    }
    UUID budget = model.budget("1");

    List<PaidTexts> paid = hub.paidVectors().ofAnalysis(claim(budget, ids));

    assertThat(paid).hasSize(2);
    assertThat(paid.stream().flatMap(one -> one.texts().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(model.attempts(budget)).containsOnly("settled answered");
  }

  @Test
  @DisplayName("A question that can't be embedded is answered by words alone, and the page says so")
  void comparesWordsWhenTheModelIsAway() {
    hub(true);
    List<Long> ids = hub.store(post("a", "Agencies pay late"));
    hub.paidVectors().ofAnalysis(claim(model.budget("0.01"), ids));
    long before = searchesPaid();
    String id = sandbox.faults().add(Fault.of("openai", "server-error").status(503));

    Found away = search.find(WORKSPACE, Wanted.words("agencies"));
    sandbox.faults().remove(id);
    Found back = search.find(WORKSPACE, Wanted.words("agencies"));
    Found again = search.find(WORKSPACE, Wanted.words("agencies"));

    assertThat(away.results()).hasSize(1).noneMatch(Found.Result::byMeaning);
    assertThat(away.engine().notice()).endsWith("words alone were compared.");
    assertThat(back.results()).hasSize(1).allMatch(Found.Result::byMeaning);
    assertThat(again.results()).hasSize(1).allMatch(Found.Result::byMeaning);
    assertThat(searchesPaid() - before).as("the same question is paid for once").isEqualTo(1);
  }

  private static long searchesPaid() {
    return count("select count(*) from attempt where stage = 'search' and state = 'settled'");
  }

  @Test
  @DisplayName(
      "Changing the model: searches go on over the old vectors until both indexes hold all new"
          + " ones")
  void changesTheModelInTheBackgroundAndSwitchesWhenComplete() {
    hub(false);
    List<Long> ids = hub.store(post("a", "Agencies pay late"), comment("b", "a", "Mine too"));
    relayAndSettle();
    ModelChange change = hub.change();
    ModelChange.Offer offer = change.offer(Mode.SANDBOX, MODEL);
    assertThat(offer.texts()).isEqualTo(2);
    assertThat(offer.likely()).isPositive();

    change.begin(Mode.SANDBOX, MODEL, offer.limit(), WORKSPACE, USER);
    String down = sandbox.faults().add(Fault.of("pinecone", "outage"));
    assertThat(change.step()).isEqualTo(2);
    assertThat(hub.relay.relay()).isZero();
    assertThat(change.step()).isZero();

    ModelChange.Progress progress = change.progress(Mode.SANDBOX).orElseThrow();
    assertThat(progress.percent()).isEqualTo(100);
    assertThat(hub.models.of(Mode.SANDBOX).now().name())
        .as("Pinecone was not told all yet")
        .isEqualTo(hub.model.name());
    assertThat(search.find(WORKSPACE, Wanted.words("late payment")).results()).hasSize(2);

    sandbox.faults().remove(down);
    relayAndSettle();
    assertThat(change.step()).isZero();

    assertThat(hub.models.of(Mode.SANDBOX).now().name()).isEqualTo(MODEL);
    assertThat(
            count(
                "select count(*) from attempt where stage = 'vectors' and state = 'settled' and"
                    + " charge > 0"))
        .isPositive();
    assertThat(change.step()).as("vectors of the old model that were removed").isEqualTo(2);
    relayAndSettle();
    assertThat(change.step()).isZero();
    assertThat(hub.models.of(Mode.SANDBOX).old()).isNull();
    assertThat(hub.index().ids(OURS, MODEL)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(hub.index().ids(OURS, hub.model.name())).isEmpty();
    assertThat(hub.pinecone.ids(remote(), OURS)).containsExactly(ids.getFirst());
    assertThat(hub.pinecone.ids(TestVectors.remote(Kind.POST), OURS)).isEmpty();
    assertThat(search.find(WORKSPACE, Wanted.words("late payment")).results()).hasSize(2);

    change.begin(Mode.SANDBOX, hub.model.name(), BigDecimal.ZERO, WORKSPACE, USER);
    assertThat(change.step()).as("back for nothing").isEqualTo(2);
    relayAndSettle();
    assertThat(change.step()).isZero();
    assertThat(change.step()).isEqualTo(2);
    relayAndSettle();
    assertThat(change.step()).isZero();
    hub.index().tidy();
    assertThat(folder.toFile().list()).containsExactly(hub.model.name());
    assertThat(search.find(WORKSPACE, Wanted.words("late payment")).results()).hasSize(2);
  }

  @Test
  void stopsAtTheStatedLimitAndGoesOnWhenItIsRaised() {
    hub(false);
    hub.store(post("a", "Agencies pay late"));
    ModelChange change = hub.change();
    change.begin(Mode.SANDBOX, MODEL, new BigDecimal("0.00000001"), WORKSPACE, USER);

    assertThat(change.step()).isZero();
    assertThat(change.progress(Mode.SANDBOX).orElseThrow().trouble())
        .isEqualTo("The limit is reached");
    assertThatThrownBy(() -> change.begin(Mode.SANDBOX, MODEL, BigDecimal.ONE, WORKSPACE, USER))
        .isInstanceOf(EntryRefused.class);
    change.raise(Mode.SANDBOX, new BigDecimal("0.01"));

    assertThat(change.step()).isEqualTo(1);
  }

  private static PineconeIndexes.Index remote() {
    return new PineconeIndexes.Index(Kind.POST, new hub.llm.EmbeddingModels.Model(MODEL, 384));
  }

  private void relayAndSettle() {
    int sent = 1;
    while (sent > 0) {
      sent = hub.relay.relay();
    }
    now = now.plus(Duration.ofMinutes(2));
  }

  private static TextsToEmbed texts(UUID budget, String words) {
    return new TextsToEmbed(
        WORKSPACE,
        budget,
        UUID.randomUUID(),
        WORKSPACE,
        Mode.SANDBOX,
        "embed",
        MODEL,
        List.of(new Wording(words, Sha256.of(words))));
  }

  private static Claim claim(UUID analysis, List<Long> ids) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ids.forEach(payload.putArray("ids")::add);
    return new Claim(
        UUID.randomUUID(),
        UUID.randomUUID(),
        WORKSPACE,
        analysis,
        "embed",
        payload,
        Lane.INTERACTIVE,
        1,
        false,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static BigDecimal reported(UUID budget) {
    return database
        .asOwner()
        .sql("select sum(uncached_tokens) from attempt where budget_id = :id")
        .param("id", budget)
        .query(BigDecimal.class)
        .single();
  }

  private static long count(String sql) {
    return database.asOwner().sql(sql).query(Long.class).single();
  }
}
