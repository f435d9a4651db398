package hub.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of feeds, and what is refused. */
class FeedReaderTest {

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(String feed) {
    Map<String, Object> read = FeedReader.read(feed.getBytes(StandardCharsets.UTF_8));
    return read == null ? List.of() : (List<Map<String, Object>>) read.get("entries");
  }

  @Test
  void readsAtom() {
    List<Map<String, Object>> entries =
        entries(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>
              <entry><id>tag:1</id><title>Rota &amp; paper</title><updated>2026-11-02T10:00:00Z</updated>
                <published>2026-11-01T10:00:00Z</published><author><name>Nora</name></author>
                <link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">We <b>swap</b> shifts.</div></content></entry>
            </feed>
            """);

    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst())
        .containsEntry("title", "Rota & paper")
        .containsEntry("created", "2026-11-01T10:00:00Z")
        .containsEntry("author", "Nora")
        .containsEntry("link", "https://a.example/1");
    assertThat(String.valueOf(entries.getFirst().get("html"))).contains("We").contains("swap");
    assertThat(String.valueOf(entries.getFirst().get("id"))).matches("[0-9a-f]{32}");
  }

  @Test
  void readsRss() {
    List<Map<String, Object>> entries =
        entries(
            """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>
              <item><title>One</title><link>https://a.example/2</link><dc:creator>Sam</dc:creator>
                <pubDate>Tue, 03 Nov 2026 11:05:30 GMT</pubDate><description><![CDATA[<p>By hand</p>]]></description></item>
            </channel></rss>
            """);

    assertThat(entries.getFirst())
        .containsEntry("html", "<p>By hand</p>")
        .containsEntry("author", "Sam")
        .containsEntry("created", "2026-11-03T11:05:30Z")
        .containsKey("id");
  }

  @Test
  void refusesADocumentTypeAndWhatIsNoFeed() {
    String bomb =
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;"
            + "</title></item></channel></rss>";

    assertThat(FeedReader.read(bomb.getBytes(StandardCharsets.UTF_8))).isNull();
    assertThat(FeedReader.read("<html><item/></html>".getBytes(StandardCharsets.UTF_8))).isNull();
    assertThat(FeedReader.read("{}".getBytes(StandardCharsets.UTF_8))).isNull();
    String deep = "<rss>" + "<a>".repeat(100_000);
    assertThat(FeedReader.read(deep.getBytes(StandardCharsets.UTF_8))).isNull();
  }
}
