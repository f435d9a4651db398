package hub.sources;

import static hub.TestDatabase.WORKSPACE;
import static hub.sources.NewText.Status.DELETED;
import static hub.sources.NewText.Status.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.sources.NewText.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextsTest {
  static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
  static TestDatabase database;

  Instant now = MONDAY;
  TestTexts store;
  Texts texts;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    database.asOwner().sql("delete from forum_text").update();
    InstantSource settable = () -> now;
    store = TestTexts.on(database, settable.withZone(ZoneOffset.UTC));
    texts = store.texts;
  }

  @Test
  void storesEachTextOnceAndAnswersInTheOrderAsked() {
    Stored stored = store(post("t3_b", "B"), post("t3_a", "A"), post("t3_b", "B again"));

    assertThat(stored.ids()).hasSize(2);
    assertThat(stored.added()).isEqualTo(2);
    assertThat(stored.repeats()).isEqualTo(1);
    List<Long> asked = List.of(stored.ids().get(1), 999_999L, stored.ids().get(0));
    assertThat(texts.byIds(WORKSPACE, asked))
        .extracting(t -> t.text().title())
        .containsExactly("A", "B again");
  }

  @Test
  void keepsAllThatTheSourceGave() {
    NewText given =
        new NewText(
            "reddit",
            "t1_c",
            "t3_a",
            "t3_a",
            "kakapo",
            "TestUser",
            null,
            "Entities & emoji \uD83E\uDD9C <b>",
            MONDAY,
            -3,
            0,
            "https://www.reddit.com/r/kakapo/comments/a/_/c/",
            PRESENT,
            Set.of("edited", "stickied"));

    Text kept = texts.byIds(WORKSPACE, store(given).ids()).getFirst();

    assertThat(kept.text()).isEqualTo(given);
    assertThat(kept.collectedBy()).isEqualTo("reddit-posts");
    assertThat(kept.expiresAt()).isEqualTo(MONDAY.plus(Duration.ofHours(48)));
    assertThat(kept.erased()).isFalse();
  }

  @Test
  void confirmsAStoredTextWithItsNewestWords() {
    Long id = store(post("t3_a", "First words")).ids().getFirst();
    now = MONDAY.plus(Duration.ofHours(30));

    Stored again = store(post("t3_a", "Better words"));

    assertThat(again).isEqualTo(new Stored(List.of(id), 0, 0));
    Text text = texts.byIds(WORKSPACE, List.of(id)).getFirst();
    assertThat(text.text().title()).isEqualTo("Better words");
    assertThat(text.expiresAt()).isEqualTo(now.plus(Duration.ofHours(48)));
  }

  @Test
  @DisplayName(
      "R3 A post deleted at the source loses its words when it is collected again, and says so")
  void erasesWhatTheSourceTookBack() {
    Long id = store(post("t3_a", "Please nobody read this again")).ids().getFirst();

    store(gone("t3_a", DELETED));

    Text text = texts.byIds(WORKSPACE, List.of(id)).getFirst();
    assertThat(text.erased()).isTrue();
    assertThat(text.text().title()).isEmpty();
    assertThat(text.text().author()).isNull();
    assertThat(text.text().status()).isEqualTo(DELETED);
    assertThat(store.told).containsExactly(id);
    assertThat(allWordsInTheDatabase()).doesNotContain("nobody read this");
  }

  @Test
  void tellsOfAnErasureOnce() {
    store(post("t3_a", "Words"));

    store(gone("t3_a", DELETED));
    store(gone("t3_a", DELETED));

    assertThat(store.told).hasSize(1);
  }

  @Test
  void givesNoOverdueWordsEvenIfNoSweepHasRun() {
    Long id = store(post("t3_a", "Two days old")).ids().getFirst();
    now = MONDAY.plus(Duration.ofHours(48));

    Text text = texts.byIds(WORKSPACE, List.of(id)).getFirst();

    assertThat(text.erased()).isTrue();
    assertThat(text.text().title()).isEmpty();
    assertThat(texts.thread(WORKSPACE, Mode.SANDBOX, id)).allMatch(Text::erased);
  }

  @Test
  void sweepsOverdueWordsAndBringsThemBackWhenTheSourceConfirmsThem() {
    Long id = store(post("t3_a", "Overdue")).ids().getFirst();
    now = MONDAY.plus(Duration.ofHours(49));

    assertThat(texts.expire()).isEqualTo(1);
    assertThat(texts.expire()).isZero();
    assertThat(allWordsInTheDatabase()).doesNotContain("Overdue");
    assertThat(store.told).containsExactly(id);

    store(post("t3_a", "Confirmed"));
    assertThat(texts.byIds(WORKSPACE, List.of(id)).getFirst().text().title())
        .isEqualTo("Confirmed");
  }

  @Test
  void keepsWordsAwayThatWereRemovedOnRequest() {
    Long id = store(post("t3_a", "Remove me")).ids().getFirst();

    assertThat(texts.erase(WORKSPACE, List.of(id))).isEqualTo(1);
    store(post("t3_a", "Remove me"));

    assertThat(texts.byIds(WORKSPACE, List.of(id)).getFirst().erased()).isTrue();
    assertThat(allWordsInTheDatabase()).doesNotContain("Remove me");
    assertThat(texts.erase(WORKSPACE, List.of(id))).isZero();
  }

  @Test
  void erasesNothingOfAnotherWorkspace() {
    Long id = store(post("t3_a", "Not yours")).ids().getFirst();

    assertThat(texts.erase(UUID.randomUUID(), List.of(id))).isZero();
    assertThat(texts.byIds(UUID.randomUUID(), List.of(id))).isEmpty();
    assertThat(texts.thread(UUID.randomUUID(), Mode.SANDBOX, id)).isEmpty();
    assertThat(texts.thread(WORKSPACE, Mode.LIVE, id)).isEmpty();
  }

  @Test
  void letsAnUploadChangeNothingThatAnotherFlowCollected() {
    Long id = store(post("t3_a", "Genuine")).ids().getFirst();

    Stored upload =
        texts.store(
            WORKSPACE,
            Mode.SANDBOX,
            Texts.UPLOAD,
            List.of(post("t3_a", "Forged"), post("t3_b", "New")));

    assertThat(upload.ids()).hasSize(2).startsWith(id);
    assertThat(upload.added()).isEqualTo(1);
    assertThat(texts.byIds(WORKSPACE, upload.ids()))
        .extracting(t -> t.text().title())
        .containsExactly("Genuine", "New");
  }

  @Test
  void givesAThreadWithThePostFirst() {
    Stored stored =
        store(comment("t1_y", "t3_a", 60), post("t3_a", "The post"), comment("t1_x", "t3_a", 30));
    store(comment("t1_z", "t3_other", 10));

    List<Text> thread = texts.thread(WORKSPACE, Mode.SANDBOX, stored.ids().get(1));

    assertThat(thread).extracting(t -> t.text().name()).containsExactly("t3_a", "t1_x", "t1_y");
  }

  @Test
  void marksAutomaticAuthors() {
    assertThat(
            List.of("AutoModerator", "RemindMeBot", "stats_bot", "foo-bot2", "community-ModTeam"))
        .allMatch(name -> Bots.wrote(name, "text"));
    assertThat(List.of("Abbot", "MrRobot", "botanist", "John_Talbot", "Kevbot1000"))
        .noneMatch(name -> Bots.wrote(name, "text"));
    assertThat(
            Bots.wrote(
                "someone", "...\n\n^(I am a bot, and this action was performed automatically.)"))
        .isTrue();
  }

  @Test
  void givesNearCopiesTheSameFingerprint() {
    String words = "I pay forty dollars a month and still reconcile invoices by hand";

    assertThat(Fingerprint.of("Help", words))
        .isEqualTo(Fingerprint.of("help!", words.toUpperCase() + " ..."));
    assertThat(Fingerprint.of("Help", words)).isNotEqualTo(Fingerprint.of("Help", words + " too"));
    assertThat(Fingerprint.of("Same here", "")).isNull();
  }

  @Test
  void storesWhatPostgreSqlCannotHoldAsReplacementCharacters() {
    Long id = store(post("t3_a", "nul \0 half \uD83E whole \uD83E\uDD9C")).ids().getFirst();

    assertThat(texts.byIds(WORKSPACE, List.of(id)).getFirst().text().title())
        .isEqualTo("nul \uFFFD half \uFFFD whole \uD83E\uDD9C");
  }

  @Test
  void givesEveryConnectionBack() {
    List<Long> ids = store(post("t3_a", "Read often")).ids();

    for (int i = 0; i < 50; i++) {
      assertThat(texts.byIds(WORKSPACE, ids)).hasSize(1);
    }
  }

  @Test
  void storesThousandsInOneCall() {
    NewText[] many =
        IntStream.range(0, 2_500)
            .mapToObj(i -> post("t3_" + i, "Post " + i))
            .toArray(NewText[]::new);

    Stored stored = store(many);

    assertThat(stored.added()).isEqualTo(2_500);
    assertThat(texts.byIds(WORKSPACE, stored.ids()))
        .extracting(t -> t.text().name())
        .startsWith("t3_0", "t3_1")
        .hasSize(2_500);
  }

  private Stored store(NewText... given) {
    return texts.store(WORKSPACE, Mode.SANDBOX, "reddit-posts", List.of(given));
  }

  private static NewText post(String name, String title) {
    return new NewText(
        "reddit",
        name,
        name,
        null,
        "kakapo",
        "TestUser",
        title,
        "",
        MONDAY,
        1,
        0,
        null,
        PRESENT,
        Set.of());
  }

  private static NewText gone(String name, Status status) {
    return new NewText(
        "reddit",
        name,
        name,
        null,
        "kakapo",
        null,
        "Please nobody read this again",
        "",
        MONDAY,
        1,
        0,
        null,
        status,
        Set.of());
  }

  private static NewText comment(String name, String thread, int secondsLater) {
    return new NewText(
        "reddit",
        name,
        thread,
        thread,
        "kakapo",
        "TestUser",
        null,
        "Reply",
        MONDAY.plusSeconds(secondsLater),
        1,
        0,
        null,
        PRESENT,
        Set.of());
  }

  private static String allWordsInTheDatabase() {
    return String.join(
        "\n",
        database
            .asOwner()
            .sql("select forum_text::text from forum_text")
            .query(String.class)
            .list());
  }
}
