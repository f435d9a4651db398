package hub.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.sources.ForumItem.Unreadable;
import hub.sources.NewText.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What flows may hand on as one text, and what becomes of it. */
class ForumItemTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Forum LIVE =
      new Forum("some-forum", Mode.LIVE, "http://forum", Duration.ofMinutes(1));
  private static final Forum SANDBOX =
      new Forum("some-forum", Mode.SANDBOX, "http://box", Duration.ofMinutes(1));

  private static Map<String, Object> post() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", 17);
    fields.put("author", "somebody");
    fields.put("title", "A question");
    fields.put("text", "Words");
    fields.put("created", 1_760_000_000);
    fields.put("score", 5);
    fields.put("comments", 2);
    fields.put("link", "https://forum.example/17");
    return fields;
  }

  private static Map<String, Object> post(String field, Object value) {
    Map<String, Object> fields = post();
    fields.put(field, value);
    return fields;
  }

  private static NewText read(Map<String, Object> fields) throws Unreadable {
    return ForumItem.read(LIVE, null, NOW, fields);
  }

  @Test
  void readsAPostAndGivesItTheForumsNameWhateverTheFlowSays() throws Exception {
    Map<String, Object> fields = post("source", "reddit");
    fields.put("community", "freelance");

    NewText text = read(fields);

    assertThat(text.source()).isEqualTo("some-forum");
    assertThat(text.community()).isEqualTo("some-forum");
    assertThat(text.name()).isEqualTo("17");
    assertThat(text.thread()).isEqualTo("17");
    assertThat(text.parent()).isNull();
    assertThat(text.link()).isEqualTo("https://forum.example/17");
    assertThat(text.createdAt()).isEqualTo(Instant.ofEpochSecond(1_760_000_000));
    assertThat(ForumItem.read(SANDBOX, null, NOW, post()).link())
        .as("nowhere to go from the sandbox")
        .isNull();
  }

  @Test
  void readsTimesAsSecondsOrAsIso() throws Exception {
    Instant at = Instant.parse("2026-11-01T10:00:00Z");

    assertThat(read(post("created", String.valueOf(at.getEpochSecond()))).createdAt())
        .isEqualTo(at);
    assertThat(read(post("created", at.getEpochSecond() + ".0")).createdAt()).isEqualTo(at);
    assertThat(read(post("created", "2026-11-01T10:00:00.000Z")).createdAt()).isEqualTo(at);
    assertThat(read(post("created", "2026-11-01T10:00:00.000000")).createdAt()).isEqualTo(at);
    assertThat(read(post("created", "2026-11-01T12:00:00+02:00")).createdAt()).isEqualTo(at);
  }

  @Test
  void namesTheFieldThatItCannotReadAndNeverWhatItHolds() {
    assertThatThrownBy(() -> read(post("id", ""))).hasMessage("id is missing");
    assertThatThrownBy(() -> read(post("id", "a b"))).hasMessage("id is no id");
    assertThatThrownBy(() -> read(post("id", List.of(1)))).hasMessage("id is missing");
    assertThatThrownBy(() -> read(post("created", "yesterday"))).hasMessage("created is no time");
    assertThatThrownBy(() -> read(post("created", "999999999999")))
        .hasMessage("created lies outside of time");
    assertThatThrownBy(() -> read(post("created", Map.of()))).hasMessage("created is missing");
    assertThatThrownBy(() -> read(post("parent", 3))).hasMessage("thread is missing");
  }

  @Test
  void boundsWhatAStrangerWrote() throws Exception {
    assertThat(read(post("text", "x".repeat(50_000))).body()).hasSize(40_000);
    assertThat(read(post("text", "x".repeat(39_999) + "😀")).body()).hasSize(39_999);
    assertThat(read(post("title", "t".repeat(900))).title()).hasSize(500);
    assertThat(read(post("title", " two\n words ")).title()).isEqualTo("two words");
    assertThat(read(post("score", Long.MAX_VALUE)).score()).isEqualTo(100_000_000);
    assertThat(read(post("comments", -4)).comments()).isZero();
    assertThat(read(post("score", "many")).score()).isZero();
  }

  @Test
  @DisplayName("S10 A link of a forum leads to a page or nowhere")
  void takesNoLinkThatIsNone() throws Exception {
    for (String bad :
        List.of(
            "javascript:alert(1)",
            "//host",
            "http:///x",
            "data:text/html,x",
            "no link",
            "https://h/" + "x".repeat(1_000))) {
      assertThat(read(post("link", bad)).link()).as(bad).isNull();
    }
  }

  @Test
  void knowsWhatWasTakenBack() throws Exception {
    Map<String, Object> gone = post("deleted", true);
    Map<String, Object> nobody =
        new HashMap<>(Map.of("id", 3, "parent", 2, "thread", 1, "created", 1_760_000_000));
    Map<String, Object> wordless = new HashMap<>(nobody);
    wordless.put("author", "somebody");

    assertThat(read(gone).status()).isEqualTo(Status.DELETED);
    assertThat(read(gone).author()).isNull();
    assertThat(read(nobody).status()).isEqualTo(Status.DELETED);
    assertThat(read(wordless).status()).isEqualTo(Status.REMOVED);
  }

  @Test
  void turnsHtmlIntoTheWordsThatItsReaderSaw() {
    assertThat(PlainText.of("One<p>Two &amp; &#x27;three&#x27;</p><br>Four"))
        .isEqualTo("One\n\nTwo & 'three'\nFour");
    assertThat(
            PlainText.of(
                "a < b and <a href=\"https:&#x2F;&#x2F;x.example\" rel=\"nofollow\">here</a>"))
        .isEqualTo("a < b and here");
    assertThat(PlainText.of("<script>alert(1)</script><!-- x -->&lt;b&gt; stays"))
        .isEqualTo("<b> stays");
    assertThat(PlainText.of("<pre><code>  if (x) {\n    y\n  }</code></pre>"))
        .isEqualTo("if (x) {\n    y\n  }");
    assertThat(PlainText.of("&amp;lt;script&amp;gt;"))
        .as("unescaped once")
        .isEqualTo("&lt;script&gt;");
  }

  @Property(tries = 500)
  void isNeverStoppedByWhatAFieldHolds(@ForAll("values") List<Object> values) {
    List<String> names =
        List.of(
            "id",
            "parent",
            "thread",
            "author",
            "title",
            "text",
            "html",
            "created",
            "score",
            "comments",
            "link",
            "deleted");
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), values.get(i));
    }

    try {
      NewText text = ForumItem.read(LIVE, "1", NOW, fields);
      assertThat(text.source()).isEqualTo("some-forum");
    } catch (Unreadable broken) {
      assertThat(broken.getMessage()).matches("(id|parent|thread|created) .*");
    }
  }

  @Provide
  Arbitrary<List<Object>> values() {
    List<Object> odd =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "7",
                7,
                -1,
                1.5,
                true,
                Map.of(),
                List.of(),
                "\u0000",
                "\ud800",
                "<p>",
                "&#xffffffff;",
                "&#99999999999;",
                Double.NaN,
                Long.MIN_VALUE,
                "2026-02-30T00:00:00Z",
                "1".repeat(12)));
    Arbitrary<Object> some = Arbitraries.of(odd);
    return Arbitraries.oneOf(some, Arbitraries.strings().ofMaxLength(30).map(Object.class::cast))
        .injectNull(0.1)
        .list()
        .ofSize(12);
  }
}
