package hub.analysis.view.export;

import hub.analysis.view.Part;
import hub.analysis.view.export.ResultsDocument.Entry;
import hub.analysis.view.export.ResultsDocument.Said;
import hub.analysis.view.export.ResultsDocument.ScorePart;
import hub.web.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row an opportunity or candidate. */
final class OpportunitiesCsv {
  private OpportunitiesCsv() {}

  static String of(ResultsDocument document) {
    CsvTable table = new CsvTable(columns());
    document.opportunities().forEach(entry -> table.add(row(document, entry)));
    document.candidates().forEach(entry -> table.add(row(document, entry)));
    return table.toString();
  }

  private static List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of("rank", "kind", "title", "score", "tier", "who", "problem", "today"));
    for (Part part : Part.values()) {
      String key = part.key().replace('-', '_');
      columns.addAll(List.of(key, key + "_points", key + "_why"));
    }
    columns.addAll(
        List.of(
            "communities",
            "anti_patterns",
            "products",
            "quotes",
            "best_quote",
            "best_quote_author",
            "charged_usd",
            "text_expires_at",
            "topic",
            "mode",
            "complete",
            "posts_judged",
            "posts_collected",
            "id",
            "analysis_id"));
    return columns;
  }

  private static @Nullable Object[] row(ResultsDocument document, Entry entry) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(entry.rank());
    cells.add(entry.rank() == null ? "candidate" : "opportunity");
    cells.add(entry.title());
    cells.add(entry.score());
    cells.add(entry.tier());
    cells.add(entry.who());
    cells.add(entry.problem());
    cells.add(entry.today());
    for (ScorePart part : entry.parts()) {
      cells.add(part.value());
      cells.add(part.points());
      cells.add(part.why());
    }
    Said best = entry.quotes().isEmpty() ? null : entry.quotes().getFirst();
    cells.add(String.join(", ", entry.communities()));
    cells.add(
        entry.antiPatterns().stream()
            .map(against -> against.title() + " (" + against.strength() + ")")
            .collect(Collectors.joining(", ")));
    cells.add(
        entry.products().stream()
            .map(product -> product.name() + " (" + product.authors() + ")")
            .collect(Collectors.joining(", ")));
    cells.add(entry.quotes().size());
    cells.add(best == null ? null : best.words());
    cells.add(best == null ? null : best.author());
    cells.add(entry.charged());
    cells.add(entry.textExpiresAt());
    cells.add(document.topic());
    cells.add(document.mode());
    cells.add(document.complete() ? "yes" : "no");
    cells.add(document.judged());
    cells.add(document.posts());
    cells.add(entry.id());
    cells.add(document.analysisId());
    return cells.toArray();
  }
}
