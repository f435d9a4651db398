package hub.analysis.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import hub.web.Format;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownExportTest {
  private static final Parser READER =
      Parser.builder().extensions(List.of(AutolinkExtension.create())).build();

  /** All that a report is made of. */
  private static final List<Class<? extends Node>> OWN =
      List.of(
          Document.class,
          Heading.class,
          Paragraph.class,
          Text.class,
          StrongEmphasis.class,
          BlockQuote.class,
          SoftLineBreak.class,
          BulletList.class,
          ListItem.class);

  private final MarkdownReport report =
      new MarkdownReport(
          new Format(Clock.fixed(Instant.parse("2026-11-23T14:02:31Z"), ZoneOffset.UTC)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![](http://example.org/seen.png)",
        "[press](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "see https://example.org/a_b and www.example.org",
        "write to mira@example.org",
        "<https://example.org>",
        "*bold* _thin_ `code` ~~gone~~ | a | b |",
        "# heading",
        "- list\n- list",
        "1. list\n2) list",
        "> quote",
        "a\n===\nb\n---\nc",
        "***",
        "```\ncode\n```",
        "    code",
        "\tcode",
        "[a]: http://example.org\n\n[a]",
        "a\\",
        "&lt;b&gt; &copy;",
        "a  \nb"
      })
  @DisplayName("S10 A person's words stay words in Markdown")
  void keepsWordsInert(String hostile) {
    Node read = READER.parse(report.of(Documents.of(hostile)));

    assertThat(all(read)).allSatisfy(MarkdownExportTest::isOwnOrAnAddressAsItStands);
    assertThat(outline(read)).isEqualTo(outline(READER.parse(report.of(Documents.of("plain")))));
    assertThat(words(read)).contains(first(hostile));
  }

  @Test
  void saysWhatIsPartialAndWhatExpired() {
    String text = report.of(Documents.of("plain"));

    assertThat(text)
        .contains("**Partial, the budget was reached: 1 of 2 posts were judged.**")
        .contains("Evidence expired")
        .contains("comment 6, characters 10 to 20")
        .contains("\\$0.1184 charged");
  }

  /** The blocks in their order, but for paragraphs: a person may write several. */
  private static List<String> outline(Node node) {
    List<String> blocks = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Block && !(child instanceof Paragraph)) {
        blocks.add(child.getClass().getSimpleName());
        blocks.addAll(outline(child));
      }
    }
    return blocks;
  }

  private static List<Node> all(Node node) {
    List<Node> all = new ArrayList<>();
    all.add(node);
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      all.addAll(all(child));
    }
    return all;
  }

  /** Some readers make a link of any address they see; it leads where it says. */
  private static void isOwnOrAnAddressAsItStands(Node node) {
    if (node instanceof Link link) {
      assertThat(link.getDestination()).matches("(https?://|mailto:).*");
      assertThat(link.getDestination()).endsWith(words(link));
    } else {
      assertThat(OWN).contains(node.getClass());
    }
  }

  private static String first(String hostile) {
    return hostile.strip().lines().findFirst().orElse("").strip();
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }
        });
    return words.toString();
  }
}
