package hub.reddit;

import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.sources.CollectThread;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.SourceSettings;
import hub.sources.TestTexts;
import hub.sources.Text;
import hub.sources.Texts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class UploadsTest {
  private static TestDatabase database;
  private Texts texts;
  private Uploads uploads;

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
    database.asOwner().sql("truncate forum_text").update();
    texts = TestTexts.on(database, Clock.systemUTC()).texts;
    uploads = new Uploads(texts, TestTexts.settings());
  }

  @Test
  void storesASavedThreadWithItsComments() {
    Collected collected = store(Recording.named("thread-small").body());

    assertThat(collected.ids()).hasSize(3);
    List<Text> stored = texts.byIds(WORKSPACE, collected.ids());
    assertThat(stored).extracting(text -> text.text().isPost()).containsExactly(true, false, false);
    assertThat(stored).extracting(Text::collectedBy).containsOnly("upload");
    assertThat(texts.thread(WORKSPACE, Mode.LIVE, collected.ids().getFirst())).hasSize(3);
  }

  @Test
  void undoesEntitiesOnlyWhereTheFileIsEscaped() {
    byte[] escaped =
        thing(
            "\"title\": \"Q&amp;A\", \"selftext\": \"a &lt; b &amp;amp; c\", \"selftext_html\":"
                + " \"&lt;p&gt;\"");
    byte[] raw =
        thing(
            "\"title\": \"Q&A\", \"selftext\": \"write &amp; in HTML\", \"selftext_html\":"
                + " \"<p>\"");

    assertThat(SavedThreads.read(escaped, Mode.LIVE))
        .extracting(NewText::title, NewText::body)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Q&A", "a < b &amp; c"));
    assertThat(SavedThreads.read(raw, Mode.LIVE))
        .extracting(NewText::title, NewText::body)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Q&A", "write &amp; in HTML"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listing-no-raw-json",
        "thread-no-raw-json",
        "listing-search-restricted",
        "morechildren-with-more",
        "whole-thread-a-00-tree"
      })
  void readsRecordedAnswersAsSavedFiles(String id) {
    Recording recording = Recording.named(id);

    Collected collected = store(recording.body());

    assertThat(collected.ids())
        .hasSize(recording.names("t3").size() + recording.names("t1").size());
  }

  @Test
  void answersAThreadFromTheFileItCameIn() {
    List<Long> ids = store(Recording.named("thread-small").body()).ids();
    Journeys journeys = new Journeys(texts);
    CollectThread wanted =
        new CollectThread(WORKSPACE, UUID.randomUUID(), Mode.LIVE, ids.getFirst(), 30, true);

    assertThat(journeys.isUploaded(wanted)).isTrue();
    assertThat(journeys.uploaded(wanted).ids())
        .containsExactlyInAnyOrderElementsOf(ids.subList(1, 3));
  }

  @Test
  void keepsNoLinksInTheSandbox() {
    assertThat(SavedThreads.read(thing("\"title\": \"A\""), Mode.SANDBOX))
        .extracting(NewText::link)
        .containsOnlyNulls();
    assertThat(
            SavedThreads.read(
                thing("\"title\": \"A\", \"permalink\": \"javascript:alert(1)\""), Mode.LIVE))
        .extracting(NewText::link)
        .containsExactly("https://www.reddit.com/comments/abc/");
  }

  @Test
  void namesTheFieldThatIsMissing() {
    assertThatThrownBy(
            () ->
                store(
                    "{\"kind\": \"Listing\", \"data\": {\"children\": [{\"kind\": \"t3\", \"data\":"
                        + " {\"name\": \"t3_abc\"}}]}}"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("data.children[0].data.created_utc is missing");
    assertThatThrownBy(
            () ->
                store(
                    "{\"kind\": \"Listing\", \"data\": {\"children\": [{\"kind\": \"t1\", \"data\":"
                        + " {\"name\": \"t1_abc\"}}]}}"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("data.children[0].data.link_id is missing");
  }

  @Test
  void saysWhatIsWrongWithOtherFiles() {
    assertThatThrownBy(() -> store(""))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> store("<html>"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("no JSON: line 1");
    assertThatThrownBy(() -> store("{}"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("json.data.things");
    assertThatThrownBy(() -> store("[]"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("json.data.things");
    assertThatThrownBy(() -> store("{\"kind\": \"Listing\", \"data\": {\"children\": []}}"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("no post and no comment");
    assertThatThrownBy(() -> store("[".repeat(100_000)))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> store("{\"kind\": 1" + "0".repeat(5_000) + "}"))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("longer numbers");
  }

  @Test
  void readsNoMoreThanAllowed() {
    Uploads small =
        new Uploads(
            texts,
            new SourceSettings(
                Duration.ofHours(48),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                DataSize.ofMegabytes(1)));

    assertThatThrownBy(() -> small.store(WORKSPACE, Mode.LIVE, "big.json", new EndlessSpaces()))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("larger than 1 MB");
  }

  private Collected store(byte[] file) {
    return uploads.store(WORKSPACE, Mode.LIVE, "saved.json", new ByteArrayInputStream(file));
  }

  private Collected store(String file) {
    return store(file.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] thing(String fields) {
    return "{\"kind\": \"t3\", \"data\": {\"name\": \"t3_abc\", \"subreddit\": \"kakapo\", \"author\": \"TestUser\", \"created_utc\": 1500000000.0, %s}}"
        .formatted(fields)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static final class EndlessSpaces extends java.io.InputStream {
    @Override
    public int read() {
      return ' ';
    }
  }
}
