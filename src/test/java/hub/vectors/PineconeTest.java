package hub.vectors;

import static hub.TestDatabase.WORKSPACE;
import static hub.vectors.TestVectors.OURS;
import static hub.vectors.TestVectors.comment;
import static hub.vectors.TestVectors.post;
import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search over Pinecone's own client and its sandbox, whatever happens to the latter. */
class PineconeTest {
  private static TestDatabase database;

  @TempDir private Path folder;
  private Instant now = TestVectors.WRITTEN.plus(Duration.ofHours(1));
  private Sandbox sandbox;
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
    InstantSource settable = () -> now;
    sandbox = TestSandbox.inside();
    hub = new TestVectors(database, folder, settable.withZone(ZoneOffset.UTC));
    search = hub.search(hub.pinecone(settings(0), sandbox));
  }

  @AfterEach
  void close() throws IOException {
    hub.pinecone.close();
    hub.close();
    sandbox.close();
  }

  private static PineconeSettings settings(long mostUnits) {
    Duration limit = Duration.ofSeconds(2);
    return new PineconeSettings(
        "", true, "", "aws", "us-east-1", "sluice", limit, limit, limit, mostUnits);
  }

  @Test
  void answersFromPineconeWithAllFilters() {
    List<Long> ids =
        hub.store(
            post("a", "Agencies pay late", "", "rare", 9),
            post("b", "Agencies pay very late", "", "x", 1),
            comment("c", "a", "Mine pays late too"));
    relayAndSettle();

    Found found = find(Wanted.words("late payment"));

    assertThat(found.engine().name()).isEqualTo("pinecone");
    assertThat(found.engine().notice()).isNull();
    assertThat(found.results())
        .extracting(r -> r.text().id())
        .containsExactlyInAnyOrderElementsOf(ids);
    Found rare = find(new Wanted("late payment", null, null, "rare", 3, 5, null, 20));
    assertThat(rare.engine().local()).isFalse();
    assertThat(rare.results()).extracting(r -> r.text().id()).containsExactly(ids.getFirst());
    assertThat(hub.pineconeRows.used(OURS)).isPositive();
  }

  @Test
  void findsAtOnceWhatWasJustWrittenAndNothingThatWasJustErased() {
    List<Long> ids = hub.store(post("a", "Agencies pay late"), post("b", "A sourdough starter"));
    relayAndSettle();

    List<Long> fresh = hub.store(post("c", "My agency pays late"));
    hub.texts.texts.erase(WORKSPACE, List.of(ids.getFirst()));
    Found found = find(new Wanted("late payment", null, Kind.POST, "", 0, null, null, 20));

    assertThat(found.engine().name()).isEqualTo("pinecone");
    assertThat(found.results())
        .extracting(r -> r.text().id())
        .containsExactly(fresh.getFirst(), ids.get(1));
  }

  @Test
  @DisplayName(
      "An outage, a spent quota or a late answer: nothing fails, and both engines agree afterwards")
  void survivesWhateverHappensToPinecone() {
    hub.store(post("a", "Agencies pay late"), comment("b", "a", "Mine never pays"));
    relayAndSettle();
    for (Fault fault :
        List.of(
            Fault.of("pinecone", "outage"),
            Fault.of("pinecone", "quota"),
            Fault.of("pinecone", "latency").on("/Query").millis(60_000))) {
      String id = sandbox.faults().add(fault);
      long written = hub.store(post(fault.kind(), "Agencies pay late, " + fault.kind())).getFirst();
      if (!fault.kind().equals("latency")) {
        assertThat(hub.relay.relay()).isZero();
        assertThat(hub.relay.lag().trouble()).contains("Pinecone answered");
      }
      search =
          hub.search(
              new Meanings(hub.index(), hub.pinecone, hub.relay, hub.pineconeRows, hub.breakers()));

      Found found = find(Wanted.words("late payment " + fault.kind()));

      assertThat(found.engine().local()).isTrue();
      assertThat(found.engine().notice()).endsWith("the local index answered.");
      assertThat(found.results()).extracting(r -> r.text().id()).contains(written);
      sandbox.faults().remove(id);
    }
    relayAndSettle();

    bothEnginesAgree();
    assertThat(hub.relay.lag().trouble()).isNull();
  }

  @Test
  void leavesPineconeAloneOnceItFailedThreeTimes() {
    hub.store(post("a", "Agencies pay late"));
    relayAndSettle();
    sandbox.faults().add(Fault.of("pinecone", "outage").times(3));

    for (int i = 0; i < 3; i++) {
      assertThat(find(Wanted.words("late")).engine().notice()).startsWith("Pinecone");
    }

    assertThat(find(Wanted.words("late")).engine().notice()).contains("left alone for a while");
  }

  @Test
  void asksTheLocalIndexWhilePineconeHasNotReadWhatItWasSent() {
    hub.store(post("a", "Agencies pay late"));
    relayAndSettle();
    find(Wanted.words("late"));
    String stale = sandbox.faults().add(Fault.of("pinecone", "stale"));
    hub.store(post("b", "Agencies pay late again"));
    relayAndSettle();

    assertThat(find(Wanted.words("late")).engine().notice()).contains("has not read all");
    assertThat(find(Wanted.words("late")).results()).hasSize(2);
    sandbox.faults().remove(stale);
    assertThat(find(Wanted.words("late")).engine().name()).isEqualTo("pinecone");
  }

  @Test
  void survivesAnIndexOfAnotherDimensionAndOneThatIsGone() throws Exception {
    hub.store(post("a", "Agencies pay late"));
    assertThat(control("POST", "", "{\"name\":\"sluice-posts-bge-small-en-v1-5\",\"dimension\":8}"))
        .isEqualTo(201);

    assertThat(hub.relay.relay()).isZero();
    assertThat(find(Wanted.words("late")).results()).hasSize(1);
    assertThat(control("DELETE", "/sluice-posts-bge-small-en-v1-5", "")).isEqualTo(202);
    relayAndSettle();

    bothEnginesAgree();
    assertThat(control("DELETE", "/sluice-posts-bge-small-en-v1-5", "")).isEqualTo(202);
    assertThat(find(Wanted.words("late")).results()).hasSize(1);
    assertThat(hub.relay.repair()).isEqualTo(new PineconeRelay.Drift(1, 0));
    relayAndSettle();
    bothEnginesAgree();
  }

  @Test
  void deletesFromANamespaceThatDoesNotExistYet() {
    List<Long> ids = hub.store(post("a", "Agencies pay late"));
    hub.texts.texts.erase(WORKSPACE, ids);

    relayAndSettle();

    assertThat(hub.relay.lag().trouble()).isNull();
    assertThat(hub.pinecone.ids(TestVectors.remote(Kind.POST), OURS)).isEmpty();
    hub.store(post("b", "A sourdough starter"));
    relayAndSettle();
    bothEnginesAgree();
  }

  @Test
  @DisplayName("Drift is found by ids where counts agree, and repaired")
  void repairsDriftThatCountsHide() {
    List<Long> ids = hub.store(post("a", "Agencies pay late"), post("b", "A sourdough starter"));
    relayAndSettle();
    hub.pinecone.write(
        TestVectors.remote(Kind.POST),
        OURS,
        List.of(
            new Change(0, ids.getFirst(), OURS, Kind.POST, null),
            new Change(
                0,
                4711,
                OURS,
                Kind.POST,
                new Change.Placed(hub.model.ofText("nobody's"), "x", now, 1))));

    assertThat(hub.relay.repair()).isEqualTo(new PineconeRelay.Drift(1, 1));
    relayAndSettle();

    bothEnginesAgree();
    assertThat(hub.relay.repair()).isEqualTo(new PineconeRelay.Drift(0, 0));
  }

  @Test
  void stopsPaidCallsAtTheMonthsLimit() {
    search = hub.search(hub.pinecone(settings(1), sandbox));
    hub.store(post("a", "Agencies pay late"));
    relayAndSettle();
    hub.store(post("b", "Agencies never pay"));

    assertThat(hub.relay.relay()).isZero();
    assertThat(hub.relay.lag().trouble()).contains("limit");
    Found found = find(Wanted.words("late"));
    assertThat(found.engine().notice()).contains("limit");
    assertThat(found.results()).hasSize(2);
    now = now.plus(Duration.ofDays(30));
    assertThat(hub.relay.relay()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "Pinecone goes down while an analysis stores texts and people search: nothing fails, and"
          + " after its return both engines list the same ids")
  void survivesAnOutageInMidAnalysisAndMidSearch() throws Exception {
    List<Long> first = hub.store(post("first", "Agencies pay late"));
    relayAndSettle();
    assertThat(find(Wanted.words("late payment")).engine().name()).isEqualTo("pinecone");
    CountDownLatch stored = new CountDownLatch(3);
    CountDownLatch searchedWhileDown = new CountDownLatch(6);
    AtomicBoolean down = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Long>> analysis = people.submit(() -> collects(stored, over));
      List<Future<Integer>> searches =
          List.of(
              people.submit(() -> searches(down, searchedWhileDown, over)),
              people.submit(() -> searches(down, searchedWhileDown, over)));
      stored.await();
      String outage = sandbox.faults().add(Fault.of("pinecone", "outage"));
      hub.texts.texts.erase(WORKSPACE, first);
      down.set(true);
      searchedWhileDown.await();
      sandbox.faults().remove(outage);
      over.set(true);

      assertThat(analysis.get()).hasSizeGreaterThanOrEqualTo(6);
      for (Future<Integer> each : searches) {
        assertThat(each.get()).as("searches that found something").isPositive();
      }
    }
    relayAndSettle();

    bothEnginesAgree();
    assertThat(hub.index().ids(OURS, hub.model.name())).doesNotContainAnyElementsOf(first);
    assertThat(hub.relay.repair()).isEqualTo(new PineconeRelay.Drift(0, 0));
  }

  /** As an analysis does: a post and its comment at a time, embedded and sent at once. */
  private List<Long> collects(CountDownLatch stored, AtomicBoolean over) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; !over.get() || i < 3; i++) {
      ids.addAll(
          hub.store(
              post("p" + i, "Agencies pay late, told the " + i + "th time"),
              comment("c" + i, "p" + i, "Mine paid after " + (30 + i) + " days")));
      hub.relay.relay();
      stored.countDown();
    }
    return ids;
  }

  private int searches(AtomicBoolean down, CountDownLatch whileDown, AtomicBoolean over) {
    int found = 0;
    while (!over.get()) {
      boolean wasDown = down.get();
      Found answer = find(Wanted.words("late payment"));
      assertThat(answer.results()).isNotEmpty();
      found++;
      if (wasDown) {
        whileDown.countDown();
      }
    }
    return found;
  }

  private void bothEnginesAgree() {
    Set<Long> remote = new HashSet<>(hub.pinecone.ids(TestVectors.remote(Kind.POST), OURS));
    remote.addAll(hub.pinecone.ids(TestVectors.remote(Kind.COMMENT), OURS));
    assertThat(remote).isNotEmpty().isEqualTo(hub.index().ids(OURS, hub.model.name()));
  }

  private int control(String method, String path, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(sandbox.pineconeUrl() + "/indexes" + path))
                .header("Api-Key", sandbox.secrets().pineconeKey())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  /** Sends all, and lets the minute pass in which the own index adds what is new. */
  private void relayAndSettle() {
    int sent = 1;
    while (sent > 0) {
      sent = hub.relay.relay();
    }
    assertThat(hub.relay.lag().unsent()).isZero();
    now = now.plus(Duration.ofMinutes(2));
  }

  private Found find(Wanted wanted) {
    return search.find(WORKSPACE, wanted);
  }
}
