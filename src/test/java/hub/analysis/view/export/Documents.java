package hub.analysis.view.export;

import hub.analysis.view.Part;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Documents whose every text is the same hostile one. */
final class Documents {
  private static final Instant AT = Instant.parse("2026-11-23T14:00:00Z");

  private Documents() {}

  /** A partial sandbox document with one opportunity, one candidate and an expired quote. */
  static ResultsDocument of(String text) {
    var said = said(text, text, text);
    var expired = said(null, null, "translator");
    var opportunity =
        new ResultsDocument.Entry(
            new UUID(0, 1),
            1,
            text,
            82,
            "strong",
            text,
            text,
            text,
            14,
            19,
            List.of(text),
            parts(text),
            List.of(
                new ResultsDocument.Against(
                    "regulated", "Regulated", "partly", List.of(said(text, text, "freelance")))),
            List.of(new ResultsDocument.Product(text, 3, text)),
            Dollars.of(new BigDecimal("0.118400")),
            List.of(said, expired),
            1,
            AT,
            text,
            text);
    var candidate =
        new ResultsDocument.Entry(
            new UUID(0, 2),
            null,
            text,
            null,
            null,
            text,
            text,
            "",
            2,
            2,
            List.of(),
            parts(text),
            List.of(),
            List.of(),
            Dollars.of(BigDecimal.ZERO),
            List.of(),
            0,
            null,
            text,
            text);
    return new ResultsDocument(
        new UUID(0, 3),
        text,
        "sandbox",
        "partial",
        false,
        List.of("Partial, the budget was reached: 1 of 2 posts were judged."),
        AT,
        151,
        2,
        1,
        3,
        Dollars.of(new BigDecimal("2")),
        Dollars.of(new BigDecimal("1E-7")),
        Map.of("classify", Dollars.of(new BigDecimal("1.2"))),
        Dollars.of(BigDecimal.ZERO),
        Dollars.of(BigDecimal.ZERO),
        Map.of("growth", 1),
        List.of(opportunity),
        List.of(candidate));
  }

  private static List<ResultsDocument.ScorePart> parts(String text) {
    return Arrays.stream(Part.values())
        .map(part -> part(part.key(), part.counted(), text))
        .toList();
  }

  private static ResultsDocument.ScorePart part(String key, boolean counted, String text) {
    return new ResultsDocument.ScorePart(
        key, counted, -12, null, new BigDecimal("0.4"), new BigDecimal("5.9"), text);
  }

  private static ResultsDocument.Said said(String words, String author, String community) {
    return new ResultsDocument.Said(
        7, words, author, community, AT, 5, 6, true, 10, 20, "/analyses/x/threads/5#q7");
  }
}
