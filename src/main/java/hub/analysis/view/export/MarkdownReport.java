package hub.analysis.view.export;

import static hub.analysis.view.export.InertMarkdown.line;

import hub.CommunityName;
import hub.analysis.view.export.ResultsDocument.Against;
import hub.analysis.view.export.ResultsDocument.Entry;
import hub.analysis.view.export.ResultsDocument.Product;
import hub.analysis.view.export.ResultsDocument.Said;
import hub.analysis.view.export.ResultsDocument.ScorePart;
import hub.web.Format;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A report to hand on: what was found, what it rests on, what it cost. */
@Component
class MarkdownReport {
  private final Format fmt;

  MarkdownReport(Format fmt) {
    this.fmt = fmt;
  }

  String of(ResultsDocument document) {
    StringBuilder report = new StringBuilder();
    paragraph(report, "# " + line(document.topic()));
    document.labels().forEach(label -> paragraph(report, "**" + line(label) + "**"));
    paragraph(report, summary(document));
    if (document.opportunities().isEmpty()) {
      paragraph(report, "No problem was told by three independent authors.");
    }
    document.opportunities().forEach(entry -> opportunity(report, entry));
    if (!document.candidates().isEmpty()) {
      paragraph(report, "## Candidates: fewer than three independent authors");
      document.candidates().forEach(entry -> candidate(report, entry));
    }
    costs(report, document);
    return report.toString();
  }

  private String summary(ResultsDocument document) {
    return "%s and %s from %s and %s. %s, %s charged of %s. Started %s."
        .formatted(
            fmt.count(document.opportunities().size(), "opportunity", "opportunities"),
            fmt.count(document.candidates().size(), "candidate", "candidates"),
            fmt.count(document.judged(), "post", "posts"),
            fmt.count(document.comments(), "comment", "comments"),
            fmt.duration(java.time.Duration.ofSeconds(document.seconds())),
            money(document.charged()),
            money(document.budget()),
            fmt.dateAndTime(document.startedAt()));
  }

  private void opportunity(StringBuilder report, Entry entry) {
    paragraph(report, "## " + entry.rank() + "\\. " + line(entry.title()));
    paragraph(
        report,
        "**%s, score %d.** %s in %s. %s charged."
            .formatted(
                entry.tier(),
                entry.score(),
                fmt.count(entry.authors(), "independent author", "independent authors"),
                fmt.count(entry.threads(), "thread", "threads"),
                money(entry.charged())));
    about(report, entry);
    paragraph(report, "### Why");
    entry.parts().forEach(part -> report.append(part(part)));
    report.append('\n');
    evidence(report, entry);
  }

  private void candidate(StringBuilder report, Entry entry) {
    paragraph(report, "### " + line(entry.title()));
    paragraph(
        report,
        fmt.count(entry.authors(), "independent author", "independent authors")
            + ". "
            + money(entry.charged())
            + " charged.");
    about(report, entry);
    entry.quotes().forEach(said -> paragraph(report, quote(said)));
  }

  private static void about(StringBuilder report, Entry entry) {
    paragraph(report, line(entry.problem()));
    paragraph(report, "Who has it: " + line(entry.who()));
    if (!entry.today().isBlank()) {
      paragraph(report, "What they do today: " + line(entry.today()));
    }
  }

  private static String part(ScorePart part) {
    return "- %s: %s of %s. %s\n"
        .formatted(part.part(), plain(part.points()), plain(part.most()), line(part.why()));
  }

  private void evidence(StringBuilder report, Entry entry) {
    paragraph(report, "### Evidence");
    entry.quotes().forEach(said -> paragraph(report, quote(said)));
    for (Against against : entry.antiPatterns()) {
      paragraph(report, "### Against it, %s: %s".formatted(against.strength(), against.title()));
      against.quotes().forEach(said -> paragraph(report, quote(said)));
    }
    if (!entry.products().isEmpty()) {
      paragraph(report, "### What they name");
      entry.products().forEach(product -> report.append(product(product)));
      report.append('\n');
    }
  }

  private String quote(Said said) {
    if (said.words() == null) {
      return "> Evidence expired: the words are no longer kept.\n>\n> %s, %s"
          .formatted(line(CommunityName.shown(said.community())), fmt.date(said.at()));
    }
    return "%s\n>\n> %s in %s, %s, %s %d, characters %d to %d"
        .formatted(
            InertMarkdown.quoted(said.words()),
            line(
                Objects.requireNonNullElse(
                    CommunityName.author(said.community(), said.author()), "somebody")),
            line(CommunityName.shown(said.community())),
            fmt.date(said.at()),
            said.comment() ? "comment" : "post",
            said.textId(),
            said.starts(),
            said.ends());
  }

  private String product(Product product) {
    String words = product.words().isBlank() ? "" : ": “" + line(product.words()) + "”";
    return "- %s, %s%s\n"
        .formatted(line(product.name()), fmt.count(product.authors(), "author", "authors"), words);
  }

  private static void costs(StringBuilder report, ResultsDocument document) {
    paragraph(report, "## What it cost");
    document
        .chargedByStage()
        .forEach((stage, charge) -> report.append("- %s: %s\n".formatted(stage, money(charge))));
    report.append("- of it led to nothing kept: %s\n".formatted(money(document.ledToNothing())));
    List<Entry> all = document.opportunities();
    if (!all.isEmpty()) {
      report.append(
          "- models and prompts: %s, %s\n"
              .formatted(line(all.getFirst().model()), line(all.getFirst().prompt())));
    }
  }

  private static String money(Dollars dollars) {
    return "\\$" + dollars;
  }

  private static String plain(@org.jspecify.annotations.Nullable BigDecimal points) {
    return points == null ? "–" : points.toPlainString();
  }

  private static void paragraph(StringBuilder report, String text) {
    report.append(text).append("\n\n");
  }
}
