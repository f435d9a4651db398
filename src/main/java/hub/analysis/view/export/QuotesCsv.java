package hub.analysis.view.export;

import hub.analysis.view.export.ResultsDocument.Entry;
import hub.analysis.view.export.ResultsDocument.Said;
import hub.web.CsvTable;
import java.util.List;
import java.util.stream.Stream;

/** One row a quote, with the place where it stands. */
final class QuotesCsv {
  private static final List<String> COLUMNS =
      List.of(
          "opportunity",
          "kind",
          "words",
          "author",
          "community",
          "said_at",
          "comment",
          "post_id",
          "text_id",
          "starts",
          "ends",
          "thread",
          "speaks_against",
          "mode",
          "complete",
          "quote_id",
          "opportunity_id",
          "analysis_id");

  private QuotesCsv() {}

  static String of(ResultsDocument document) {
    CsvTable table = new CsvTable(COLUMNS);
    Stream.concat(document.opportunities().stream(), document.candidates().stream())
        .forEach(entry -> add(table, document, entry));
    return table.toString();
  }

  private static void add(CsvTable table, ResultsDocument document, Entry entry) {
    entry.quotes().forEach(said -> add(table, document, entry, said, ""));
    entry
        .antiPatterns()
        .forEach(
            against ->
                against
                    .quotes()
                    .forEach(said -> add(table, document, entry, said, against.title())));
  }

  private static void add(
      CsvTable table, ResultsDocument document, Entry entry, Said said, String against) {
    table.add(
        entry.title(),
        entry.rank() == null ? "candidate" : "opportunity",
        said.words(),
        said.author(),
        said.community(),
        said.at(),
        said.comment() ? "yes" : "no",
        said.postId(),
        said.textId(),
        said.starts(),
        said.ends(),
        said.thread(),
        against,
        document.mode(),
        document.complete() ? "yes" : "no",
        said.id(),
        entry.id(),
        document.analysisId());
  }
}
