package hub.vectors;

import static hub.TestDatabase.WORKSPACE;
import static hub.vectors.TestVectors.comment;
import static hub.vectors.TestVectors.post;
import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.analysis.view.MarkedText.Piece;
import hub.sources.NewText;
import hub.vectors.Found.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static TestDatabase database;

  @TempDir private Path folder;
  private Instant now = TestVectors.WRITTEN.plus(Duration.ofHours(1));
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
    hub = new TestVectors(database, folder, settable.withZone(ZoneOffset.UTC));
    search = hub.search();
  }

  @AfterEach
  void close() throws IOException {
    hub.close();
  }

  @Test
  void putsFirstWhatBothMeaningAndWordsFind() {
    List<Long> ids =
        hub.store(
            post("a", "My clients settle their invoices months after the due date"),
            post("b", "Late payment again: the agency owes me for March"),
            post("c", "Late night snacks for payment terminals"),
            post("d", "A sourdough starter that never rises"));

    List<Result> found = results(Wanted.words("late payment by agencies"));

    assertThat(found.getFirst().text().id()).isEqualTo(ids.get(1));
    assertThat(found.getFirst().byMeaning()).isTrue();
    assertThat(found.getFirst().byWords()).isTrue();
    Result meant =
        found.stream().filter(each -> each.text().id() == ids.getFirst()).findFirst().orElseThrow();
    assertThat(meant.byWords()).isFalse();
  }

  @Test
  void marksTheWordsAskedForInTheirPassage() {
    String filler = "Nothing of note happened on that day, or the next. ".repeat(40);
    hub.store(post("a", "A diary", filler + "Then the agency was paying late. " + filler, "x", 1));

    Result found = results(Wanted.words("late payments")).getFirst();

    assertThat(found.passage().text()).contains("the agency was paying late").hasSizeLessThan(600);
    assertThat(found.passage().pieces().stream().filter(Piece::marked).map(Piece::text))
        .contains("late");
  }

  @Test
  @DisplayName("R11 a short exact answer ranks above a long page")
  void ranksAShortAnswerAboveALongPage() {
    String page =
        "Invoices, agencies, taxes, clients, rates, terms, portals, software, fees, reminders. "
            .repeat(60);
    List<Long> ids =
        hub.store(
            post(
                "long",
                "Everything about freelancing",
                page + "Portal rejected invoice. " + page,
                "x",
                1),
            post("short", "Portal rejected my invoice", "It says invalid.", "x", 1));

    List<Long> byWords =
        new WordIndex(database.jdbc())
            .find(TestVectors.OURS, "portal rejected invoice", Nearest.Filter.NONE, 10)
            .all();

    assertThat(byWords).containsExactly(ids.get(1), ids.getFirst());
  }

  @Test
  @DisplayName("Usual words are looked for among the newest texts, and rare places still found")
  void looksForUsualWordsAmongTheNewest() {
    Space space = new Space(UUID.randomUUID(), Mode.SANDBOX);
    database
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'Large')")
        .param("id", space.workspaceId())
        .update();
    database
        .asOwner()
        .sql(
            """
            insert into text_words (text_id, workspace_id, mode, words, kind, community, created_at, score)
            select n, :workspace, 'sandbox',
                   to_tsvector('english', case n when 29999 then 'late portal' else 'agency late' end),
                   'post', case when n <= 5 then 'rare' else 'x' end, now(), 1
              from generate_series(1, 30000) n
            """)
        .param("workspace", space.workspaceId())
        .update();
    WordIndex words = new WordIndex(database.jdbc());

    assertThat(words.find(space, "late at the portal", Nearest.Filter.NONE, 3).any())
        .as("the best of the newest")
        .startsWith(29_999L)
        .hasSize(3);
    Nearest.Filter rare = new Nearest.Filter(null, Set.of("rare"), null, null, null);
    assertThat(words.find(space, "late at the portal", rare, 10).any())
        .as("older than all that were looked at first")
        .containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  @DisplayName("V3 filters leave as many results as match")
  void filtersInsideTheSearch() {
    List<NewText> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(post("p" + i, "The agency pays late, case " + i, "", i % 10 == 0 ? "rare" : "x", i));
    }
    many.add(comment("c1", "p1", "Mine pays late too"));
    hub.store(many.toArray(NewText[]::new));

    assertThat(results(wanted(null, "rare", 0, null))).hasSize(6);
    assertThat(results(wanted(null, "r/rare", 0, 30))).hasSize(3);
    assertThat(results(wanted(Kind.COMMENT, "", 0, null))).hasSize(1);
    assertThat(results(wanted(Kind.POST, "", 0, 55))).hasSize(5);
    now = now.plus(Duration.ofHours(40));
    assertThat(results(wanted(null, "", 1, null))).isEmpty();
  }

  @Test
  void showsNoTextWhoseWordsAreErasedOrOverdue() {
    List<Long> ids = hub.store(post("a", "Agencies pay late"), post("b", "Agencies pay never"));

    hub.texts.texts.erase(WORKSPACE, List.of(ids.getFirst()));

    assertThat(results(Wanted.words("agencies pay")))
        .extracting(r -> r.text().id())
        .containsExactly(ids.get(1));
    now = now.plus(Duration.ofDays(3));
    assertThat(results(Wanted.words("agencies pay"))).isEmpty();
  }

  @Test
  void findsWhatIsLikeATextAndNotTheTextItself() {
    List<Long> ids =
        hub.store(
            post("a", "Agencies pay my invoices late"),
            post("b", "Waiting months for a client to pay the bill"),
            post("c", "Sourdough starter that never rises"));

    List<Result> found = results(new Wanted("", ids.getFirst(), null, "", 0, null, null, 20));

    assertThat(found).extracting(r -> r.text().id()).containsExactly(ids.get(1), ids.get(2));
    assertThat(found).allMatch(each -> each.byMeaning() && !each.byWords());
  }

  @Test
  void surviveAnyWordsThatSomebodyTypes() {
    hub.store(post("a", "Agencies & 'quotes' | <b>pay</b> late: (never) !"));

    for (String words :
        List.of("'", "& | !", "pay:* & (", "\\", "late <-> pay", "the of", "\uE000")) {
      assertThat(search.find(WORKSPACE, Wanted.words(words)).results()).hasSizeLessThan(2);
    }
  }

  private static Wanted wanted(
      @Nullable Kind kind, String community, int days, @Nullable Integer score) {
    return new Wanted("pays late", null, kind, community, days, score, null, 20);
  }

  private List<Result> results(Wanted wanted) {
    return search.find(WORKSPACE, wanted).results();
  }
}
